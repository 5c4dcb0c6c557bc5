package dev.weft.transformer.directory;

import dev.weft.transformer.bytecode.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells from the raw bytes whether a class file can be of interest, without parsing it.
 *
 * <p>Whatever uses {@code @Async}, calls {@code Weft} or a method that returns a coroutine, and
 * whatever an earlier run wrote, has one of a few names in its constant pool, as plain ASCII. All
 * begin with {@code dev/weft/}. The search for that looks at the last of its bytes first: if the
 * byte there occurs nowhere in it, it skips all of its length (Horspool's algorithm). So most bytes
 * are never looked at, and damaged files are no danger. A false alarm costs a parse.
 */
final class QuickFilter {
  private static final byte[] PREFIX = ascii("dev/weft/");

  /** What may follow the prefix. */
  private static final List<byte[]> TAILS =
      List.of(
          tail(Names.WEFT),
          tail(Names.ASYNC_DESC.substring(1, Names.ASYNC_DESC.length() - 1)),
          tail(Names.COROUTINE + ";"),
          tail(Names.WOVEN_DESC.substring(1, Names.WOVEN_DESC.length() - 1)),
          tail(Names.GENERATED_DESC.substring(1, Names.GENERATED_DESC.length() - 1)));

  /** How far the search moves on when it finds this byte below the prefix's last. */
  private static final int[] SHIFT = shifts();

  private QuickFilter() {}

  /** Whether the first {@code length} bytes have one of the names. */
  static boolean isCandidate(byte[] bytes, int length) {
    int last = PREFIX.length - 1;
    int at = 0;
    while (at + last < length) {
      byte end = bytes[at + last];
      if (end == PREFIX[last] && isName(bytes, at, length)) {
        return true;
      }
      at += SHIFT[end & 0xFF];
    }
    return false;
  }

  private static boolean isName(byte[] bytes, int at, int length) {
    if (!hasAt(bytes, at, length, PREFIX)) {
      return false;
    }
    for (byte[] tail : TAILS) {
      if (hasAt(bytes, at + PREFIX.length, length, tail)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAt(byte[] bytes, int at, int length, byte[] expected) {
    int end = at + expected.length;
    return end <= length && Arrays.equals(bytes, at, end, expected, 0, expected.length);
  }

  private static int[] shifts() {
    int[] shifts = new int[256];
    Arrays.fill(shifts, PREFIX.length);
    for (int i = 0; i < PREFIX.length - 1; i++) {
      shifts[PREFIX[i]] = PREFIX.length - 1 - i;
    }
    return shifts;
  }

  private static byte[] tail(String internalName) {
    byte[] name = ascii(internalName);
    if (!hasAt(name, 0, name.length, PREFIX)) {
      throw new IllegalStateException("the quick filter would not find " + internalName);
    }
    return Arrays.copyOfRange(name, PREFIX.length, name.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
