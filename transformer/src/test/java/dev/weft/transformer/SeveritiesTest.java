package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.DiagnosticCode.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritiesTest {
  private static Diagnostic problem(DiagnosticCode code) {
    return new Diagnostic(code, "shop/Cart", "m()", null, 0, "Because.");
  }

  @Test
  void aCodeMayBeRaisedLoweredOrTurnedOff() {
    Severities severities =
        Severities.parse(List.of("WEFT-202=error", "203 = Off", "weft-204=warning", "101=error"));

    assertThat(severities.apply(problem(DiagnosticCode.NO_AWAIT)))
        .contains(problem(DiagnosticCode.NO_AWAIT).withSeverity(Severity.ERROR));
    assertThat(severities.apply(problem(DiagnosticCode.BLOCKING_CALL))).isEmpty();
    assertThat(severities.apply(problem(DiagnosticCode.SWALLOWED_CANCELLATION)))
        .contains(problem(DiagnosticCode.SWALLOWED_CANCELLATION));
    assertThat(severities.apply(problem(DiagnosticCode.DROPPED_TASK)))
        .contains(problem(DiagnosticCode.DROPPED_TASK));
  }

  @ParameterizedTest
  @CsvSource({
    "202, write it as WEFT-202=error",
    "WEFT-999=error, there is no code WEFT-999",
    "WEFT-202=fatal, 'a severity is error, warning or off'",
    "WEFT-101=warning, WEFT-101 is an error: what it is about cannot be woven",
    "101=off, WEFT-101 is an error: what it is about cannot be woven",
  })
  void whatCannotBeIsRefused(String setting, String reason) {
    assertThatThrownBy(() -> Severities.parse(List.of(setting)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity \"" + setting + "\": " + reason);
  }
}
