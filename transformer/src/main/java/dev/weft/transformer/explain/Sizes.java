package dev.weft.transformer.explain;

import java.util.Optional;

/**
 * Bytes of bytecode, to be held against the limits of HotSpot's compilers, with their default
 * values.
 *
 * @param original the body as the compiler wrote it
 * @param woven nothing where an error kept the class from being woven
 */
public record Sizes(int original, Optional<Woven> woven) {
  /** MaxInlineSize: a call of a method that is no larger is inlined however rarely it runs. */
  public static final int INLINED_ALWAYS = 35;

  /** FreqInlineSize: a hot call of a method that is no larger is inlined. */
  public static final int INLINED_WHEN_HOT = 325;

  /** HugeMethodLimit: a larger method is interpreted for ever. */
  public static final int COMPILED = 8_000;

  /** The class file format has no room for more. */
  public static final int POSSIBLE = 65_535;

  /**
   * What became of the body.
   *
   * @param probes whether it has those of JaCoCo
   * @param stub the method that callers see
   * @param start the copy that runs from the start
   * @param resume the copy that is entered after a suspension; 0 where there is none
   */
  public record Woven(boolean probes, int stub, int start, int resume) {}
}
