package dev.weft.transformer;

import dev.weft.transformer.DiagnosticCode.Severity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How grave the user wants each kind of problem to be. Errors stay errors. */
public final class Severities {
  /** As each code says. */
  public static final Severities DEFAULT = new Severities(Map.of());

  /** Nothing for a code that is off. */
  private final Map<DiagnosticCode, Optional<Severity>> chosen;

  private Severities(Map<DiagnosticCode, Optional<Severity>> chosen) {
    this.chosen = chosen;
  }

  /**
   * Reads settings such as {@code WEFT-202=error}, {@code 203=off} and {@code 204=warning}.
   *
   * @throws IllegalArgumentException when one cannot be read, or lowers an error
   */
  public static Severities parse(List<String> settings) {
    Map<DiagnosticCode, Optional<Severity>> chosen = new EnumMap<>(DiagnosticCode.class);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw wrong(setting, "write it as WEFT-202=error");
      }
      DiagnosticCode code = code(setting, setting.substring(0, equals).strip());
      Optional<Severity> severity = severity(setting, setting.substring(equals + 1).strip());
      if (code.severity() == Severity.ERROR && !severity.equals(Optional.of(Severity.ERROR))) {
        throw wrong(setting, code.id() + " is an error: what it is about cannot be woven");
      }
      chosen.put(code, severity);
    }
    return new Severities(chosen);
  }

  private static DiagnosticCode code(String setting, String name) {
    String number = name.toUpperCase(Locale.ROOT).replaceFirst("^WEFT-", "");
    return Arrays.stream(DiagnosticCode.values())
        .filter(code -> code.id().equals("WEFT-" + number))
        .findFirst()
        .orElseThrow(() -> wrong(setting, "there is no code " + name));
  }

  private static Optional<Severity> severity(String setting, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "error" -> Optional.of(Severity.ERROR);
      case "warning" -> Optional.of(Severity.WARNING);
      case "off" -> Optional.empty();
      default -> throw wrong(setting, "a severity is error, warning or off");
    };
  }

  private static IllegalArgumentException wrong(String setting, String reason) {
    return new IllegalArgumentException("severity \"" + setting + "\": " + reason);
  }

  /** The problem with the severity that was chosen for its code; nothing when that is off. */
  public Optional<Diagnostic> apply(Diagnostic problem) {
    Optional<Severity> severity =
        chosen.getOrDefault(problem.code(), Optional.of(problem.severity()));
    return severity.map(problem::withSeverity);
  }
}
