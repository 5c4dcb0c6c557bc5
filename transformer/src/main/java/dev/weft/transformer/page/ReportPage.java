package dev.weft.transformer.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheFactory;
import dev.weft.transformer.directory.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The report: what became of each method of a module. It loads nothing over the network, and is
 * complete without scripts.
 */
public final class ReportPage {
  private ReportPage() {}

  /** The page, to be written as UTF-8. The same explanation gives the same text. */
  public static String render(String title, Explanation explanation) {
    PageView view = new Views(explanation).page(title, resource("page.css"), resource("page.js"));
    StringWriter page = new StringWriter();
    new Templates().compile("page.mustache").execute(page, view);
    return page.toString();
  }

  private static InputStream open(String name) {
    InputStream in = ReportPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("not in the jar: " + name);
    }
    return in;
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Templates extends DefaultMustacheFactory implements MustacheFactory {
    @Override
    public Reader getReader(String name) {
      return new InputStreamReader(open(name), StandardCharsets.UTF_8);
    }

    /** The one place where text becomes markup. */
    @Override
    public void encode(String value, Writer writer) {
      try {
        Escape.escape(value, writer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
