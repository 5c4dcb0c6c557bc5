package dev.weft.transformer.audit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.Version;
import dev.weft.transformer.source.Place;
import dev.weft.transformer.source.Sources;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes audits in the Static Analysis Results Interchange Format 2.1.0, which code scanning
 * services read. Warnings that the code was woven with are results too; what could not be proved is
 * a notification of the tool.
 */
public final class Sarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final Sources sources;

  private Sarif(Sources sources) {
    this.sources = sources;
  }

  /** The text of a file. Paths in it are relative to the base of {@code sources}. */
  public static String write(List<Audit> audits, Sources sources) {
    Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    return gson.toJson(new Sarif(sources).log(audits)) + "\n";
  }

  private JsonObject log(List<Audit> audits) {
    List<Diagnostic> problems = new ArrayList<>();
    for (Audit audit : audits) {
      audit.findings().forEach(finding -> problems.add(finding.problem()));
      audit.warnings().stream()
          .filter(warning -> !sources.isSuppressed(warning))
          .forEach(problems::add);
    }
    JsonArray results = new JsonArray();
    problems.forEach(problem -> results.add(result(problem)));

    JsonObject run = new JsonObject();
    run.add("tool", tool(problems));
    run.add("invocations", array(invocation(audits)));
    run.add("results", results);
    run.addProperty("columnKind", "utf16CodeUnits");

    JsonObject log = new JsonObject();
    log.addProperty("$schema", SCHEMA);
    log.addProperty("version", "2.1.0");
    log.add("runs", array(run));
    return log;
  }

  private static JsonObject tool(List<Diagnostic> problems) {
    Set<DiagnosticCode> codes = new TreeSet<>();
    problems.forEach(problem -> codes.add(problem.code()));
    JsonArray rules = new JsonArray();
    for (DiagnosticCode code : codes) {
      JsonObject configuration = new JsonObject();
      configuration.addProperty("level", level(code.severity()));
      JsonObject rule = new JsonObject();
      rule.addProperty("id", code.id());
      rule.add("shortDescription", text(code.headline()));
      rule.add("defaultConfiguration", configuration);
      rules.add(rule);
    }
    JsonObject driver = new JsonObject();
    driver.addProperty("name", "Weft");
    driver.addProperty("version", Version.CURRENT);
    driver.add("rules", rules);
    JsonObject tool = new JsonObject();
    tool.add("driver", driver);
    return tool;
  }

  private static JsonObject invocation(List<Audit> audits) {
    JsonArray notifications = new JsonArray();
    for (Audit audit : audits) {
      for (Note note : audit.notes()) {
        JsonObject notification = new JsonObject();
        notification.addProperty("level", "note");
        notification.add("message", text(audit.path() + ": " + note.text()));
        notifications.add(notification);
      }
    }
    JsonObject invocation = new JsonObject();
    invocation.addProperty("executionSuccessful", true);
    invocation.add("toolExecutionNotifications", notifications);
    return invocation;
  }

  private JsonObject result(Diagnostic problem) {
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", problem.code().id());
    result.addProperty("level", level(problem.severity()));
    result.add("message", text(problem.code().headline() + ". " + problem.explanation()));
    if (!problem.className().isEmpty()) {
      result.add("locations", array(location(problem)));
    }
    return result;
  }

  private JsonObject location(Diagnostic problem) {
    JsonObject logical = new JsonObject();
    logical.addProperty("fullyQualifiedName", problem.place());
    logical.addProperty("kind", problem.method().isEmpty() ? "type" : "function");
    JsonObject location = new JsonObject();
    physical(problem).ifPresent(physical -> location.add("physicalLocation", physical));
    location.add("logicalLocations", array(logical));
    return location;
  }

  private Optional<JsonObject> physical(Diagnostic problem) {
    String path = problem.sourcePath();
    Place place =
        sources.place(problem).orElse(path == null ? null : new Place(path, problem.line(), 0, 0));
    if (place == null) {
      return Optional.empty();
    }
    JsonObject artifact = new JsonObject();
    artifact.addProperty("uri", uri(place.path()));
    JsonObject physical = new JsonObject();
    physical.add("artifactLocation", artifact);
    if (place.line() > 0) {
      JsonObject region = new JsonObject();
      region.addProperty("startLine", place.line());
      if (place.column() > 0 && place.end() > place.column()) {
        region.addProperty("startColumn", place.column());
        region.addProperty("endColumn", place.end());
      }
      physical.add("region", region);
    }
    return Optional.of(physical);
  }

  private static String uri(String path) {
    String slashes = path.replace('\\', '/');
    try {
      boolean absolute = slashes.startsWith("/") || slashes.matches("[A-Za-z]:/.*");
      return absolute
          ? new URI("file", null, slashes.startsWith("/") ? slashes : "/" + slashes, null)
              .toASCIIString()
          : new URI(null, null, slashes, null).toASCIIString();
    } catch (URISyntaxException e) {
      // Of three parts, each quoted by URI: only a first segment with a colon can be the reason.
      return "./" + slashes;
    }
  }

  private static String level(DiagnosticCode.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject text(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }

  private static JsonArray array(JsonObject element) {
    JsonArray array = new JsonArray();
    array.add(element);
    return array;
  }
}
