package dev.weft.transformer.explain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What weaving does to one method or lambda.
 *
 * @param className the internal name of its class
 * @param name of the method in the class file
 * @param method what a reader calls it: name and parameter types, or which lambda
 * @param sourceFile the class file's SourceFile attribute
 * @param firstLine of its body; 0 where the class file has no line numbers
 * @param lastLine the highest of its body; 0 as well
 * @param result the type in which its copies hand the result on: void, a primitive type, or Object
 * @param points in the order of the bytecode, numbered from 1
 * @param tails in the same order, numbered from 1
 * @param transitions how the points follow each other; nothing where there are too many to draw
 */
public record MethodExplanation(
    String className,
    String name,
    String method,
    @Nullable String sourceFile,
    int firstLine,
    int lastLine,
    Start start,
    boolean lambda,
    String result,
    Sizes sizes,
    FrameExplanation frame,
    List<Point> points,
    List<Tail> tails,
    Optional<List<Transition>> transitions) {

  /** What a call does first. */
  public enum Start {
    /** Nothing: it returns a Coroutine, to be awaited. */
    LAZY,
    /** It schedules a Task. */
    SCHEDULED,
    /** It runs up to the first suspension, and returns a future. */
    AT_ONCE
  }

  /** How many awaits call a method's copy directly. */
  public int directCalls() {
    long awaits = points.stream().filter(point -> point.awaited() == Point.Awaited.DIRECT).count();
    return (int) (awaits + tails.stream().filter(Tail::direct).count());
  }
}
