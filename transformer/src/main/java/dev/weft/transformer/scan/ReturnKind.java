package dev.weft.transformer.scan;

import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;

/** What an async method declares to return, which picks how a call starts. */
public enum ReturnKind {
  /** Lazy: the stub returns the frame. */
  COROUTINE,
  /** Scheduled on the running loop. */
  TASK,
  /** Runs at once; also for subclasses of CompletableFuture and for CompletionStage. */
  FUTURE;

  /** The kind of a declared return type; null when a method that returns it cannot be async. */
  public static @Nullable ReturnKind of(Type type, Hierarchy hierarchy) {
    if (type.getSort() != Type.OBJECT) {
      return null;
    }
    String name = type.getInternalName();
    return switch (name) {
      case Names.COROUTINE -> COROUTINE;
      case Names.TASK -> TASK;
      case Names.COMPLETABLE_FUTURE, Names.COMPLETION_STAGE -> FUTURE;
      default -> hierarchy.isKnownSubclass(name, Names.COMPLETABLE_FUTURE) ? FUTURE : null;
    };
  }

  /**
   * Whether an instruction is the call that wraps a value for the return: its operand is the
   * result.
   */
  public boolean isResult(@Nullable AbstractInsnNode insn) {
    return switch (this) {
      case COROUTINE -> Insns.isCall(insn, Names.WEFT, "result");
      case TASK -> Insns.isCall(insn, Names.TASK, "result", Names.TASK_RESULT_DESC);
      case FUTURE ->
          Insns.isCall(insn, Names.COMPLETABLE_FUTURE, "completedFuture")
              || Insns.isCall(insn, Names.COMPLETABLE_FUTURE, "completedStage");
    };
  }

  /** Whether an instruction is the call that stands for a return without a value. */
  public boolean isDone(@Nullable AbstractInsnNode insn) {
    return switch (this) {
      case COROUTINE -> Insns.isCall(insn, Names.WEFT, "done");
      case TASK -> Insns.isCall(insn, Names.TASK, "done");
      case FUTURE -> false;
    };
  }

  /** Whether an instruction is one of these two calls: what it returns is finished. */
  public boolean isFinished(@Nullable AbstractInsnNode insn) {
    return isResult(insn) || isDone(insn);
  }
}
