package dev.weft.transformer.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.DirectoryExplainer;
import dev.weft.transformer.directory.Explanation;
import dev.weft.transformer.directory.Explanation.Explained;
import dev.weft.transformer.directory.Explanation.NotShown;
import dev.weft.transformer.directory.Explanation.Reason;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.explain.Sizes;
import dev.weft.transformer.source.Sources;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is sound markup, loads nothing, and shows what there is. */
class ReportPageTest {
  private static final String HEAD =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      class Stock {
        @Async private Coroutine<Integer> one(int a) { return result(await(sleepy()) + a); }
        static Coroutine<Integer> sleepy() { return result(1); }
      """;

  @TempDir Path folder;

  private Explanation explain(String members) throws IOException {
    return explain(members, true);
  }

  private Explanation explain(String members, boolean withSource) throws IOException {
    return explain(members, withSource, Layout.FAST);
  }

  private Explanation explain(String members, boolean withSource, Layout layout)
      throws IOException {
    String source = HEAD + members + "\n}\n";
    Path classes = folder.resolve("classes");
    for (Map.Entry<String, byte[]> file :
        Compilation.javac(Map.of("shop/Stock", source), "-g").entrySet()) {
      Path path = classes.resolve(file.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Path sources = folder.resolve("sources");
    Files.createDirectories(sources.resolve("shop"));
    if (withSource) {
      Files.writeString(sources.resolve("shop/Stock.java"), source);
    }
    return DirectoryExplainer.explain(
        WeaveRequest.of(classes, List.of(runtime())).with(Options.DEFAULT.with(layout)),
        folder.resolve("originals"),
        new Sources(List.of(sources), StandardCharsets.UTF_8, sources));
  }

  private static Path runtime() {
    try {
      return Path.of(Weft.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The page is XML, too: a parser finds every tag that is not closed, every bare ampersand. */
  private static Document parse(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.substring("<!DOCTYPE html>".length()))));
  }

  private static List<Element> elements(Node root, String name) {
    NodeList nodes =
        root instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) root).getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<Element> methods(Document page) {
    return elements(page, "details").stream()
        .filter(details -> details.getAttribute("class").startsWith("method"))
        .toList();
  }

  private static Element method(Document page, String name) {
    return methods(page).stream()
        .filter(method -> elements(method, "code").get(0).getTextContent().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  // ---- markup

  @Test
  void textOfTheSourceStaysText() throws Exception {
    String nasty = "\"</pre><script>alert('&amp;')</script>\" + (1 < 2 && 3 > 2)";
    String page =
        ReportPage.render(
            "<b>&\"title'</b>",
            explain(
                "@Async Coroutine<String> m() { await(sleepy()); return result(" + nasty + "); }"));
    Document document = parse(page);
    assertThat(elements(document, "script")).hasSize(1);
    assertThat(elements(document, "h1").get(0).getTextContent()).isEqualTo("<b>&\"title'</b>");
    assertThat(elements(method(document, "m("), "pre").get(1).getTextContent()).contains(nasty);
  }

  @Test
  void charactersThatMarkupCannotHaveAreReplaced() throws IOException {
    StringBuilder escaped = new StringBuilder();
    Escape.escape("a\u0000b\u001bc\ud800d\uffffe\u0085f\ud83d\ude00\tg\n", escaped);
    assertThat(escaped).hasToString("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ud83d\ude00\tg\n");
  }

  @Test
  void itLoadsNothing() throws Exception {
    String page = ReportPage.render("shop", explain(""));
    assertThat(page).doesNotContain("http:", "https:", "//", "@import", "src=", "<link");
    for (Element link : elements(parse(page), "a")) {
      assertThat(link.getAttribute("href")).startsWith("#");
    }
  }

  @Test
  void theSameExplanationGivesTheSamePage() throws IOException {
    Explanation explanation = explain("");
    assertThat(ReportPage.render("shop", explanation))
        .isEqualTo(ReportPage.render("shop", explanation));
  }

  @Test
  void idsAreUniqueAndLinksLeadToThem() throws Exception {
    Document page =
        parse(
            ReportPage.render(
                "shop", explain("@Async Coroutine<Integer> never() { return result(1); }")));
    List<String> ids = new ArrayList<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
    }
    Set<String> unique = new HashSet<>(ids);
    assertThat(unique).hasSameSizeAs(ids);
    List<Element> links = elements(page, "a");
    assertThat(links).isNotEmpty();
    for (Element link : links) {
      assertThat(unique).contains(link.getAttribute("href").substring(1));
    }
  }

  // ---- content

  @Test
  void methodsAreClosedAtFirstAndCompleteWithoutAScript() throws Exception {
    Document page = parse(ReportPage.render("shop", explain("")));
    assertThat(methods(page)).isNotEmpty().noneMatch(method -> method.hasAttribute("open"));
    assertThat(elements(page, "*"))
        .filteredOn(element -> element.hasAttribute("hidden"))
        .extracting(element -> element.getAttribute("class"))
        .containsExactly("tools");
  }

  @Test
  void suspensionPointsAreMarkedInTheSource() throws Exception {
    Document page =
        parse(
            ReportPage.render(
                "shop",
                explain(
                    """
                      @Async Coroutine<Integer> m(int n) {
                        try {
                          await(one(await(sleepy())));
                        } finally {
                          await(sleepy());
                        }
                        return one(n);
                      }
                    """)));
    List<Element> marks = elements(method(page, "m("), "mark");
    assertThat(marks)
        .extracting(mark -> mark.getTextContent() + " " + mark.getAttribute("data-n"))
        .containsExactly("await 2", "await 1", "await 3 4", "return T1");
  }

  @Test
  void theDiagramHasABoxForEachNodeInsideItsFrame() throws Exception {
    Document page =
        parse(
            ReportPage.render(
                "shop",
                explain(
                    """
                      @Async Coroutine<Integer> m(int n) {
                        while (n < 100) {
                          try { n += await(one(n)); } catch (RuntimeException e) { n += await(sleepy()); }
                        }
                        return result(n);
                      }
                    """)));
    Element svg = elements(method(page, "m("), "svg").get(0);
    assertThat(elements(svg, "g"))
        .extracting(box -> box.getAttribute("class"))
        .containsExactly("start", "point", "point", "return");
    int width = Integer.parseInt(svg.getAttribute("width"));
    int height = Integer.parseInt(svg.getAttribute("height"));
    for (Element rect : elements(svg, "rect")) {
      int x = Integer.parseInt(rect.getAttribute("x"));
      int y = Integer.parseInt(rect.getAttribute("y"));
      assertThat(x).isNotNegative();
      assertThat(x + Integer.parseInt(rect.getAttribute("width"))).isLessThanOrEqualTo(width);
      assertThat(y + Integer.parseInt(rect.getAttribute("height"))).isLessThanOrEqualTo(height);
    }
    assertThat(elements(svg, "path"))
        .extracting(path -> path.getAttribute("class"))
        .contains("e a", "x a");
  }

  @Test
  void hundredsOfPointsAreAListWithoutADiagram() throws Exception {
    String awaits = "n += await(one(n));\n".repeat(300);
    Document page =
        parse(
            ReportPage.render(
                "shop",
                explain(
                    "@Async Coroutine<Integer> m(int n) {\n" + awaits + "return result(n); }")));
    Element method = method(page, "m(");
    assertThat(elements(method, "svg")).isEmpty();
    assertThat(elements(method, "tbody").get(0).getElementsByTagName("tr").getLength())
        .isEqualTo(300);
    assertThat(method.getTextContent()).contains("Too many suspension points to draw");
  }

  @Test
  void warningsStandAtTheTopAndAtTheirMethod() throws Exception {
    Document page =
        parse(
            ReportPage.render(
                "shop", explain("@Async Coroutine<Integer> never() { return result(1); }")));
    assertThat(method(page, "never").getAttribute("class")).isEqualTo("method warned");
    assertThat(method(page, "never").getTextContent()).contains("WEFT-202");
    assertThat(method(page, "one").getAttribute("class")).isEqualTo("method");
  }

  @Test
  void withoutSourcesEverythingElseIsThere() throws Exception {
    Document page =
        parse(
            ReportPage.render(
                "shop",
                explain(
                    "@Async Coroutine<Integer> m(int n) { return result(await(one(n))); }",
                    false)));
    Element method = method(page, "m(");
    assertThat(elements(method, "pre")).isEmpty();
    assertThat(elements(method, "svg")).hasSize(1);
    assertThat(method.getTextContent()).contains("Stock.one(…)");
  }

  @Test
  void nothingToShowIsSaid() throws Exception {
    Explanation nothing = new Explanation(List.of(), List.of(), List.of());
    Document page = parse(ReportPage.render("shop", nothing));
    assertThat(methods(page)).isEmpty();
    assertThat(page.getDocumentElement().getTextContent())
        .contains("There is no async method.")
        .doesNotContain("Not shown");
  }

  @Test
  void whatIsNotShownIsNamedWithTheReason() throws Exception {
    Explanation unknown =
        new Explanation(
            List.of(), List.of(), List.of(new NotShown("shop/Old", Reason.OTHER_ORIGINAL)));
    Document page = parse(ReportPage.render("shop", unknown));
    assertThat(methods(page)).isEmpty();
    assertThat(page.getDocumentElement().getTextContent())
        .doesNotContain("There is no async method.")
        .contains(
            "shop.Old: the original that was kept does not fit: it is of another build, or the class"
                + " was changed after it was woven");
  }

  @Test
  void theCopiesAreShownWithTheirSizes() throws Exception {
    String member =
        "@Async Coroutine<Integer> m(int n) { await(one(n)); return result(n + await(one(n))); }";
    assertThat(sizes(explain(member)))
        .containsExactly("before", "start copy", "resume copy", "stub");
  }

  private static List<String> sizes(Explanation explanation) throws Exception {
    Element method = method(parse(ReportPage.render("shop", explanation)), "m(");
    Element sizes =
        elements(method, "div").stream()
            .filter(div -> div.getAttribute("class").equals("sizes"))
            .findFirst()
            .orElseThrow();
    List<Element> rows = elements(sizes, "div");
    return rows.subList(1, rows.size()).stream()
        .map(row -> elements(row, "span").get(0).getTextContent())
        .toList();
  }

  @Test
  void theSummaryOfAMethodSaysThatItHasProbes() throws Exception {
    Explanation coverage = explain("", true, Layout.COVERAGE);
    Sizes sizes = coverage.methods().get(0).method().sizes();
    String summary =
        elements(method(parse(ReportPage.render("shop", coverage)), "one("), "summary")
            .get(0)
            .getTextContent();
    assertThat(summary)
        .endsWith(
            " · with probes · "
                + sizes.original()
                + " → "
                + sizes.woven().orElseThrow().start()
                + " + "
                + sizes.woven().orElseThrow().resume()
                + " B");
    assertThat(ReportPage.render("shop", explain(""))).doesNotContain("with probes ·");
  }

  @Test
  void aThousandMethodsFitIntoFiveMegabytes() throws IOException {
    Explanation one =
        explain(
            """
              @Async
              Coroutine<Integer> order(String customer, java.util.List<String> articles) {
                int total = 0;
                for (String article : articles) {
                  if (article.isEmpty()) {
                    continue;
                  }
                  int price = await(one(article.length()));
                  System.out.println(customer + " orders " + article + " at " + price);
                  total += price;
                }
                try {
                  await(sleepy());
                  System.out.println("The order of " + customer + " has been paid for.");
                } catch (IllegalStateException e) {
                  System.out.println("The order of " + customer + " fails: " + e.getMessage());
                  await(one(total));
                  throw e;
                }
                return result(total);
              }
            """);
    Explained order =
        one.methods().stream()
            .filter(method -> method.method().method().startsWith("order("))
            .findFirst()
            .orElseThrow();
    Explanation thousand = new Explanation(Collections.nCopies(1_000, order), List.of(), List.of());
    String page = ReportPage.render("shop", thousand);
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_000_000, 5_000_000);
  }
}
