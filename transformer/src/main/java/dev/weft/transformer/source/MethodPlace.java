package dev.weft.transformer.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class file tells of where a method or lambda is in the source.
 *
 * @param className the internal name of its class
 * @param sourceFile the class file's SourceFile attribute
 * @param name of the method in the class file
 * @param lambda whether it is the body of a lambda
 * @param firstLine of its body
 * @param lastLine the highest of its body
 * @param spots what is to be found in it, in the order of the bytecode
 */
public record MethodPlace(
    String className,
    @Nullable String sourceFile,
    String name,
    boolean lambda,
    int firstLine,
    int lastLine,
    List<Spot> spots) {
  /**
   * An await, or a return that awaits.
   *
   * @param line of its instruction
   */
  public record Spot(int line, boolean isReturn) {}
}
