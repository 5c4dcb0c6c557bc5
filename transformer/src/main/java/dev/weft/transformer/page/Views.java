package dev.weft.transformer.page;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.directory.Explanation;
import dev.weft.transformer.directory.Explanation.Explained;
import dev.weft.transformer.explain.FrameExplanation;
import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.explain.Point;
import dev.weft.transformer.explain.SavedValue;
import dev.weft.transformer.explain.Sizes;
import dev.weft.transformer.explain.Tail;
import dev.weft.transformer.page.PageView.ClassGroup;
import dev.weft.transformer.page.PageView.Method;
import dev.weft.transformer.page.PageView.NotShown;
import dev.weft.transformer.page.PageView.PointRow;
import dev.weft.transformer.page.PageView.Problem;
import dev.weft.transformer.page.PageView.SavedItem;
import dev.weft.transformer.page.PageView.SizeRow;
import dev.weft.transformer.page.PageView.Stat;
import dev.weft.transformer.page.PageView.TailRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns an explanation into the texts of the page. */
final class Views {
  /** From so many methods on, a field to filter them is of use. */
  private static final int MANY = 6;

  private final Explanation explanation;
  private final Map<String, String> ids = new HashMap<>();

  Views(Explanation explanation) {
    this.explanation = explanation;
    for (Explained explained : explanation.methods()) {
      // Several lambdas of a method have one name: the first stands for all.
      ids.putIfAbsent(key(explained.method()), "m" + (ids.size() + 1));
    }
  }

  private static String key(MethodExplanation method) {
    return method.className() + "." + method.method();
  }

  PageView page(String title, String css, String js) {
    Map<String, List<Method>> byClass = new LinkedHashMap<>();
    int number = 0;
    for (Explained explained : explanation.methods()) {
      byClass
          .computeIfAbsent(explained.method().className(), unused -> new ArrayList<>())
          .add(method(explained, ++number));
    }
    List<ClassGroup> classes = new ArrayList<>();
    byClass.forEach((name, methods) -> classes.add(group(name, methods)));
    return new PageView(
        title,
        css,
        js,
        stats(byClass.size()),
        explanation.problems().stream().map(this::problem).toList(),
        explanation.notShown().stream().map(Views::notShown).toList(),
        classes,
        explanation.methods().size() >= MANY,
        explanation.methods().size() >= MANY && !explanation.problems().isEmpty());
  }

  private static NotShown notShown(Explanation.NotShown unknown) {
    return new NotShown(unknown.className().replace('/', '.'), unknown.reason().text());
  }

  private static ClassGroup group(String internalName, List<Method> methods) {
    int slash = internalName.lastIndexOf('/');
    String pack = internalName.substring(0, slash + 1).replace('/', '.');
    return new ClassGroup(pack, internalName.substring(slash + 1).replace('$', '.'), methods);
  }

  private List<Stat> stats(int classes) {
    List<MethodExplanation> methods =
        explanation.methods().stream().map(Explained::method).toList();
    int points = methods.stream().mapToInt(method -> method.points().size()).sum();
    int direct = methods.stream().mapToInt(MethodExplanation::directCalls).sum();
    long warnings = explanation.problems().stream().filter(problem -> !problem.isError()).count();
    long errors = explanation.problems().size() - warnings;
    List<Stat> stats = new ArrayList<>();
    stats.add(stat(methods.size(), "method"));
    stats.add(new Stat(number(classes), classes == 1 ? "class" : "classes"));
    stats.add(stat(points, "suspension point"));
    stats.add(stat(direct, "direct call"));
    stats.add(stat(warnings, "warning"));
    if (errors > 0) {
      stats.add(stat(errors, "error"));
    }
    return stats;
  }

  private static Stat stat(long count, String noun) {
    return new Stat(number(count), count == 1 ? noun : noun + "s");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private Problem problem(Diagnostic problem) {
    String id = ids.get(problem.className() + "." + problem.method());
    String line = problem.line() == 0 ? "" : ", line " + problem.line();
    return new Problem(
        problem.code().id(),
        problem.isError() ? "error" : "warning",
        problem.code().headline(),
        problem.place() + line,
        id == null ? "" : "#" + id,
        problem.explanation());
  }

  // ---- a method ----

  private Method method(Explained explained, int number) {
    MethodExplanation method = explained.method();
    List<Problem> problems =
        explanation.problems().stream()
            .filter(
                problem ->
                    problem.className().equals(method.className())
                        && problem.method().equals(method.method())
                        && isOf(problem, method))
            .map(this::problem)
            .toList();
    List<String> expressions = expressions(explained);
    return new Method(
        "m" + number,
        method.method(),
        summary(method),
        problems,
        explained.text().map(text -> SourceViews.of(text, method)).orElse(null),
        method
            .transitions()
            .map(edges -> DiagramLayout.of(method, edges, expressions))
            .orElse(null),
        method.transitions().isPresent()
            ? null
            : "Too many suspension points to draw: they are listed below.",
        points(method, expressions),
        tails(method, expressions),
        sizes(method.sizes()),
        frameClass(method.frame()),
        frame(method.frame()),
        method.result());
  }

  /** Several lambdas of a method share a name: the line tells them apart. */
  private static boolean isOf(Diagnostic problem, MethodExplanation method) {
    return !method.lambda()
        || (method.firstLine() <= problem.line() && problem.line() <= method.lastLine());
  }

  private static String kind(MethodExplanation method) {
    return switch (method.start()) {
      case LAZY -> "lazy";
      case SCHEDULED -> "task";
      case AT_ONCE -> "at once";
    };
  }

  private static String summary(MethodExplanation method) {
    List<String> parts = new ArrayList<>();
    parts.add(kind(method));
    parts.add(count(method.points().size(), "point"));
    if (!method.tails().isEmpty()) {
      parts.add(count(method.tails().size(), "tail"));
    }
    if (method.directCalls() > 0) {
      parts.add(number(method.directCalls()) + " direct");
    }
    int most = method.points().stream().mapToInt(Point::savedBytes).max().orElse(0);
    if (most > 0) {
      parts.add("saves ≤ " + number(most) + " B");
    }
    if (method.sizes().woven().filter(Sizes.Woven::probes).isPresent()) {
      parts.add("with probes");
    }
    parts.add(size(method.sizes()));
    return String.join(" · ", parts);
  }

  private static String size(Sizes sizes) {
    return number(sizes.original())
        + sizes
            .woven()
            .map(
                woven ->
                    " → "
                        + number(woven.start())
                        + (woven.resume() == 0 ? "" : " + " + number(woven.resume())))
            .orElse("")
        + " B";
  }

  /** What is awaited at each point, then at each tail; as good as it is known. */
  private static List<String> expressions(Explained explained) {
    List<String> expressions = new ArrayList<>();
    MethodExplanation method = explained.method();
    method.points().forEach(point -> expressions.add(callee(point.callee())));
    method.tails().forEach(tail -> expressions.add(callee(tail.callee())));
    explained
        .text()
        .ifPresent(
            text -> {
              for (int i = 0; i < expressions.size(); i++) {
                int index = i;
                text.found().get(i).ifPresent(at -> expressions.set(index, at.expression()));
              }
            });
    return expressions;
  }

  private static String callee(String callee) {
    return callee.isEmpty() ? "…" : callee + "(…)";
  }

  private static String line(int line) {
    return line == 0 ? "?" : Integer.toString(line);
  }

  private static List<PointRow> points(MethodExplanation method, List<String> expressions) {
    List<PointRow> rows = new ArrayList<>();
    for (Point point : method.points()) {
      rows.add(
          new PointRow(
              Integer.toString(point.number()),
              line(point.line()),
              expressions.get(point.number() - 1),
              callWord(point.awaited()),
              callClass(point.awaited()),
              point.guarded(),
              point.saved().stream().map(Views::saved).toList(),
              number(point.savedBytes())));
    }
    return rows;
  }

  static String callWord(Point.Awaited awaited) {
    return switch (awaited) {
      case DIRECT -> "direct";
      case LINKED -> "linked";
      case AWAITABLE -> "awaitable";
      case STAGE -> "stage";
      case RETURNED -> "returned";
    };
  }

  private static String callClass(Point.Awaited awaited) {
    return awaited == Point.Awaited.DIRECT ? "direct" : "plain";
  }

  private static SavedItem saved(SavedValue value) {
    String name =
        value.operand()
            ? "operand " + value.slot()
            : value.name().isEmpty() ? "slot " + value.slot() : value.name();
    return new SavedItem(name, value.type(), value.bytes());
  }

  private static List<TailRow> tails(MethodExplanation method, List<String> expressions) {
    List<TailRow> rows = new ArrayList<>();
    for (Tail tail : method.tails()) {
      rows.add(
          new TailRow(
              "T" + tail.number(),
              line(tail.line()),
              expressions.get(method.points().size() + tail.number() - 1),
              tail.direct() ? "direct" : "awaitable",
              tail.direct() ? "direct" : "plain"));
    }
    return rows;
  }

  private static String frameClass(FrameExplanation frame) {
    return frame.className().substring(frame.className().lastIndexOf('/') + 1);
  }

  private static String frame(FrameExplanation frame) {
    return count(frame.fields(), "field")
        + " of "
        + number(frame.fieldBytes())
        + " B, an object of "
        + number(frame.bytes())
        + " B";
  }

  // ---- sizes ----

  private static List<SizeRow> sizes(Sizes sizes) {
    List<SizeRow> rows = new ArrayList<>();
    rows.add(size("before", sizes.original()));
    Optional<Sizes.Woven> woven = sizes.woven();
    if (woven.isPresent()) {
      rows.add(size("start copy", woven.get().start()));
      if (woven.get().resume() > 0) {
        rows.add(size("resume copy", woven.get().resume()));
      }
      rows.add(size("stub", woven.get().stub()));
    }
    return rows;
  }

  private static SizeRow size(String label, int bytes) {
    String verdict;
    String level;
    if (bytes <= Sizes.INLINED_ALWAYS) {
      verdict = "always inlined";
      level = "good";
    } else if (bytes <= Sizes.INLINED_WHEN_HOT) {
      verdict = "inlined when hot";
      level = "good";
    } else if (bytes <= Sizes.COMPILED) {
      verdict = "compiled, not inlined";
      level = "fair";
    } else {
      verdict = "never compiled";
      level = "bad";
    }
    double share = Math.log(Math.max(bytes, 1)) / Math.log(Sizes.POSSIBLE);
    return new SizeRow(
        label, number(bytes), String.format(Locale.ROOT, "%.1f", 100 * share), verdict, level);
  }
}
