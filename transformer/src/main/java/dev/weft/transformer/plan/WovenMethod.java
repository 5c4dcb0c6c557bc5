package dev.weft.transformer.plan;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.ReturnKind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * How an async method is split up: the names and descriptors of what it becomes.
 *
 * <pre>
 *   Coroutine m(A a)                      the stub, the user's method: new Frame(this, a)
 *   R m$async(A a, Execution x, Frame f)  the start copy; f is null on a direct call; see startReturned for void
 *   R m$resume(Frame f, Execution x)      the resume copy
 *   Coroutine m$source(A a)               in the layout for coverage, the body as the compiler wrote it
 * </pre>
 *
 * @param frameClass internal name of the class of its frames
 * @param result the natural type of its result: void, a primitive type, or Object
 */
public record WovenMethod(
    AsyncMethod async,
    String frameClass,
    String startName,
    String resumeName,
    String sourceName,
    Type result) {
  private static final int MAX_ARGUMENT_SLOTS = 255;

  /** What a start copy without a result returns. */
  public static final Type UNLESS_ENDED = Type.getObjectType(Names.EXECUTION);

  /**
   * Whether the hidden parameters no longer fit beside the user's: all of them then travel in the
   * frame.
   */
  public boolean isWide() {
    return async.argumentSlots() + 2 > MAX_ARGUMENT_SLOTS;
  }

  /** Of the start copy. */
  public String startDesc() {
    if (isWide()) {
      return hiddenDesc(startReturned());
    }
    String desc = async.method().desc;
    return desc.substring(0, desc.indexOf(')'))
        + Names.EXECUTION_DESC
        + Type.getObjectType(frameClass)
        + ")"
        + startReturned().getDescriptor();
  }

  /**
   * What the start copy returns: its result, or null where it has none; while it is suspended, the
   * execution if that is a reference, or else 0.
   */
  public Type startReturned() {
    return result.getSort() == Type.VOID ? UNLESS_ENDED : result;
  }

  /** Whether its result is neither a reference nor nothing. */
  public boolean isPrimitive() {
    return result.getSort() < Type.ARRAY && result.getSort() != Type.VOID;
  }

  /** Of the resume copy. */
  public String resumeDesc() {
    return hiddenDesc(result);
  }

  private String hiddenDesc(Type returned) {
    return "(" + Type.getObjectType(frameClass) + Names.EXECUTION_DESC + ")" + returned;
  }

  /** The class that has the copies. */
  public String owner() {
    return async.owner().name;
  }

  /** The parameter types, without {@code this}. */
  public Type[] arguments() {
    return Type.getArgumentTypes(async.method().desc);
  }

  /** The instruction that calls one of the private copies. */
  public int callOpcode() {
    if (async.isStatic()) {
      return Opcodes.INVOKESTATIC;
    }
    return async.inInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }

  /** The access of the copies. */
  public int copyAccess() {
    return Opcodes.ACC_PRIVATE | (async.isStatic() ? Opcodes.ACC_STATIC : 0);
  }

  /** Whether awaiting a call of it may run the start copy without a coroutine object. */
  public boolean mayBeCalledDirectly(DirectCalls mode) {
    if (async.kind() != ReturnKind.COROUTINE || isWide() || mode == DirectCalls.NONE) {
      return false;
    }
    int access = async.method().access;
    if ((access & Opcodes.ACC_PRIVATE) != 0) {
      return true;
    }
    boolean fixed =
        (access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) != 0
            || (async.owner().access & Opcodes.ACC_FINAL) != 0;
    return mode != DirectCalls.PRIVATE && fixed;
  }

  /** Whether {@code super.m()} may: such a call is never dispatched. */
  boolean mayBeCalledBySuper() {
    return async.kind() == ReturnKind.COROUTINE && !isWide() && !async.isStatic();
  }
}
