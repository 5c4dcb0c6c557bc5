package dev.weft.transformer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What is written of two audits: one with findings, one without. */
class ReportsTest {
  private static final Diagnostic AWAIT =
      new Diagnostic(
              DiagnosticCode.NOT_WOVEN, "shop/Cart", "count()", "Cart.java", 4, "It throws <here>.")
          .withCalled("await");

  private static final Diagnostic BROKEN =
      new Diagnostic(DiagnosticCode.VERIFICATION, "shop/Odd\u0001", "", null, 0, "It throws.");

  private static final Diagnostic RUNTIME =
      new Diagnostic(DiagnosticCode.RUNTIME_MISMATCH, "", "", null, 0, "It is missing.");

  private static final Diagnostic WARNING =
      new Diagnostic(DiagnosticCode.NO_AWAIT, "shop/Cart", "idle()", "Cart.java", 7, "Never.");

  private static final Diagnostic SILENCED =
      new Diagnostic(DiagnosticCode.NO_AWAIT, "shop/Cart", "calm()", "Cart.java", 10, "Never.");

  private static final List<Audit> AUDITS =
      List.of(
          new Audit(
              Path.of("target/classes"),
              12,
              4,
              List.of(
                  new Finding(Check.VERIFIED, BROKEN),
                  new Finding(Check.TRANSFORMED, AWAIT),
                  new Finding(Check.RUNTIME, RUNTIME)),
              List.of(new Note(Check.REPRODUCIBLE, "no originals were given")),
              List.of(WARNING, SILENCED)),
          new Audit(Path.of("target/test-classes"), 1, 0, List.of(), List.of(), List.of()));

  @TempDir private Path root;
  private Sources sources;

  @BeforeEach
  void writeSource() throws IOException {
    Path file = root.resolve("src/main java/shop/Cart.java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        package shop;
        class Cart {
          int count() {
            return 1 + await(stock.count());
          }
          @Async
          Coroutine<Void> idle() { return done(); }
          @Async
          @SuppressWarnings("weft:202")
          Coroutine<Void> calm() { return done(); }
        }
        """);
    sources = new Sources(List.of(root.resolve("src/main java")), StandardCharsets.UTF_8, root);
  }

  // ---- SARIF

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        ReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
  }

  @Test
  void sarifFitsItsSchema() throws IOException {
    assertThat(schema().validate(json(Sarif.write(AUDITS, sources)))).isEmpty();
    assertThat(schema().validate(json(Sarif.write(List.of(), sources)))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsNoSarif() throws IOException {
    String sarif = Sarif.write(AUDITS, sources);

    assertThat(schema().validate(json(sarif.replace("\"ruleId\"", "\"rule\"")))).isNotEmpty();
    assertThat(schema().validate(json(sarif.replace("\"error\"", "\"fatal\"")))).isNotEmpty();
  }

  @Test
  void sarifPointsAtTheExpressionRelativeToTheProject() throws IOException {
    JsonNode results = json(Sarif.write(AUDITS, sources)).at("/runs/0/results");

    assertThat(results.findValuesAsText("ruleId"))
        .containsExactly("WEFT-116", "WEFT-117", "WEFT-111", "WEFT-202");
    JsonNode await = results.get(1);
    assertThat(await.get("level").asText()).isEqualTo("error");
    assertThat(await.at("/message/text").asText())
        .isEqualTo("async code that is not woven. It throws <here>.");
    JsonNode physical = await.at("/locations/0/physicalLocation");
    assertThat(physical.at("/artifactLocation/uri").asText())
        .isEqualTo("src/main%20java/shop/Cart.java");
    assertThat(physical.at("/region/startLine").asInt()).isEqualTo(4);
    assertThat(physical.at("/region/startColumn").asInt()).isEqualTo(16);
    assertThat(physical.at("/region/endColumn").asInt()).isEqualTo(36);
    assertThat(results.get(3).get("level").asText()).isEqualTo("warning");
  }

  @Test
  void sarifSaysWhatWasNotProved() throws IOException {
    JsonNode notifications =
        json(Sarif.write(AUDITS, sources)).at("/runs/0/invocations/0/toolExecutionNotifications");

    assertThat(notifications.at("/0/message/text").asText())
        .isEqualTo(Path.of("target/classes") + ": no originals were given");
  }

  // ---- JUnit

  @Test
  void junitHasATestForEachCheckOfEachAudit() throws Exception {
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JunitXml.write(AUDITS, sources))))
            .getDocumentElement();

    assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("7");
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
    Element untransformed = (Element) suite.getElementsByTagName("failure").item(1);
    assertThat(((Element) untransformed.getParentNode()).getAttribute("name"))
        .isEqualTo("no await is left that can be reached");
    assertThat(untransformed.getTextContent()).isEqualTo(sources.render(AWAIT));
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("shop.Odd?");
  }

  // ---- text

  @Test
  void theTextSaysWhatIsProvedAndWhatIsNot() {
    assertThat(TextSummary.write(AUDITS).replace('\\', '/'))
        .isEqualTo(
            """
            target/classes: 12 classes, 4 of them woven
              ok       every class file is well formed
              FAILED   the JVM verifies every class: 1 finding
              ok       woven classes and generated classes fit together
              ok       every @Async method is woven
              FAILED   no await is left that can be reached: 1 finding
              FAILED   the runtime is the one that classes were woven for: 1 finding
              unknown  weaving the originals again gives the same bytes: no originals were given
            target/test-classes: 1 class, 0 of them woven
              ok       every class file is well formed
              ok       the JVM verifies every class
              ok       woven classes and generated classes fit together
              ok       every @Async method is woven
              ok       no await is left that can be reached
              ok       the runtime is the one that classes were woven for
              ok       weaving the originals again gives the same bytes
            """);
    assertThat(TextSummary.total(AUDITS)).isEqualTo("3 findings in 13 classes");
  }
}
