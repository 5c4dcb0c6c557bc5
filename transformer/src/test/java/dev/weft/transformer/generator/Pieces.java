package dev.weft.transformer.generator;

import dev.weft.Coroutine;
import dev.weft.transformer.testing.Probe;
import java.util.Arrays;
import java.util.List;

/**
 * What generated programs are put together from. Nothing here has a text that depends on the run.
 */
public final class Pieces {
  private static final int LONGEST = 40;

  private Pieces() {}

  /** For switches. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** For awaits among the arguments. */
  public record Pair(String label, int count) {}

  /** A class with fields to update and a method to override. */
  public static class Node {
    public int value;
    public String label = "n";
    public Object item;
    public Node next;

    public Node(int value, Object item, Node next) {
      this.value = value;
      this.item = item;
      this.next = next;
    }

    public Node(String label, long... values) {
      this.label = label;
      this.value = (int) Arrays.stream(values).sum();
    }

    public int twist(int x) {
      return x * 31 + value;
    }

    @Override
    public String toString() {
      return "Node(" + value + ")";
    }
  }

  /** Unchecked. */
  public static class Oops extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Oops(String message) {
      super(message);
    }
  }

  /** A kind of {@link Oops}. */
  public static class Mishap extends Oops {
    private static final long serialVersionUID = 1;

    public Mishap(String message) {
      super(message);
    }
  }

  /** Checked. */
  public static class Trouble extends Exception {
    private static final long serialVersionUID = 1;

    public Trouble(String message) {
      super(message);
    }
  }

  /** What try-with-resources closes: some of them badly. */
  public static final class Res implements AutoCloseable {
    private final Probe probe;
    private final String name;
    private final boolean failing;

    public Res(Probe probe, String name, boolean failing) {
      this.probe = probe;
      this.name = name;
      this.failing = failing;
      probe.log("open " + name);
    }

    @Override
    public void close() throws Trouble {
      probe.log("close " + name);
      if (failing) {
        throw new Trouble("close " + name);
      }
    }

    @Override
    public String toString() {
      return "Res(" + name + ")";
    }
  }

  /** What an async lambda implements. */
  @FunctionalInterface
  public interface Later<T> {
    Coroutine<T> run(int x) throws Throwable;
  }

  /** Throws nothing, but makes a handler of {@link Trouble} legal. */
  public static void mayTrouble() throws Trouble {}

  /** Throws nothing, but makes a handler of {@link Probe.Failure} legal. */
  public static void mayFail() throws Probe.Failure {}

  public static String text(Object value) {
    if (value instanceof Oops || value instanceof Trouble || value instanceof Probe.Failure) {
      return value.toString();
    }
    boolean nameless = value instanceof Throwable || (value != null && value.getClass().isArray());
    return nameless ? value.getClass().getSimpleName() : String.valueOf(value);
  }

  /** No longer than is needed: strings in loops would grow without end. */
  public static String cut(String value) {
    return value == null || value.length() <= LONGEST
        ? value
        : value.substring(value.length() - LONGEST);
  }

  public static int sum(int... values) {
    return Arrays.stream(values).sum();
  }

  public static String join(String first, Object... rest) {
    StringBuilder all = new StringBuilder(String.valueOf(first));
    for (Object value : rest) {
      all.append('/').append(text(value));
    }
    return cut(all.toString());
  }

  public static double mix(byte a, long b, float c, double d, boolean e) {
    return a + b * 3 - c + (e ? d : -d);
  }

  public static int at(List<Integer> list, int index) {
    return list.isEmpty() ? -1 : list.get(Math.floorMod(index, list.size()));
  }
}
