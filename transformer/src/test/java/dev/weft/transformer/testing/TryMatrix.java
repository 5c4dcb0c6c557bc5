package dev.weft.transformer.testing;

/**
 * Writes a fixture with a method for every combination of what may happen in the parts of a try
 * statement inside a loop: going on, throwing, returning, breaking and continuing, in the body, in
 * the catch, in the finally, and in the body and both finallies of two nested ones. Every part
 * awaits before it does so.
 */
public final class TryMatrix {
  private static final String[] ENDS = {"GoesOn", "Throws", "Returns", "Breaks", "Continues"};

  private TryMatrix() {}

  /** The source of class {@code fixtures.TryMatrix}. */
  public static String source() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        // What may happen in the parts of a try statement inside a loop, in every combination.
        package fixtures;
        import static dev.weft.Weft.*;
        import dev.weft.*;
        import dev.weft.transformer.testing.Probe;
        class TryMatrix {
        """);
    for (String body : ENDS) {
      for (String handler : ENDS) {
        method(
            out,
            "body" + body + "Catch" + handler,
            tryStatement(part("b", body), part("c", handler), null));
        method(
            out,
            "body" + body + "Finally" + handler,
            tryStatement(part("b", body), null, part("f", handler)));
        for (String last : ENDS) {
          method(
              out,
              "body" + body + "Catch" + handler + "Finally" + last,
              tryStatement(part("b", body), part("c", handler), part("f", last)));
          String inner =
              tryStatement(part("b", body), null, part("f", handler)) + part("g", "GoesOn");
          method(
              out,
              "body" + body + "Inner" + handler + "Outer" + last,
              tryStatement(inner, null, part("h", last)));
        }
      }
    }
    return out.append("}\n").toString();
  }

  private static void method(StringBuilder out, String name, String statement) {
    out.append("  @Async @SuppressWarnings(\"finally\") Coroutine<Object> ").append(name);
    out.append(
        "(Probe p) throws Exception {\n    String s = \"\";\n    for (int i = 0; i < 2; i++) {\n");
    out.append(statement);
    out.append("      s += \"n\";\n    }\n    return result(s + await(p.of(\"end\")));\n  }\n");
  }

  private static String tryStatement(String body, String handler, String last) {
    String text = "      try {\n" + body + "      }";
    if (handler != null) {
      text += " catch (Exception e) {\n        s += e.getMessage();\n" + handler + "      }";
    }
    if (last != null) {
      text += " finally {\n" + last + "      }";
    }
    return text + "\n";
  }

  /**
   * Awaits; then ends as told, in the first round only, under a condition that the compiler cannot
   * see through.
   */
  private static String part(String name, String end) {
    String text = "        s += \"" + name + "\" + await(p.of(i));\n";
    String statement =
        switch (end) {
          case "Throws" -> "throw new IllegalStateException(\"" + name + "\" + i);";
          case "Returns" -> "return result(s + await(p.of(\"return\")));";
          case "Breaks" -> "break;";
          case "Continues" -> "continue;";
          default -> "s += p.log(\"" + name + "\");";
        };
    return text + "        if (i == 0) " + statement + "\n";
  }
}
