package dev.weft.transformer.bytecode;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Every name and descriptor of the runtime and the JDK that generated code or the scan relies on. A
 * test resolves each of the runtime's against the real one.
 */
public final class Names {
  /** The one place that says which ASM API the transformer is written for. */
  public static final int ASM_API = Opcodes.ASM9;

  /**
   * The contract this transformer generates for; compared with the runtime's {@code Abi.VERSION}.
   */
  public static final int ABI = 2;

  /** The oldest class file version that is woven: Java 17. */
  public static final int OLDEST_CLASS_VERSION = Opcodes.V17;

  public static final String WEFT = "dev/weft/Weft";
  public static final String ASYNC_DESC = "Ldev/weft/Async;";
  public static final String COROUTINE = "dev/weft/Coroutine";
  public static final String TASK = "dev/weft/Task";
  public static final String AWAITABLE = "dev/weft/Awaitable";
  public static final String EVENT_LOOP = "dev/weft/EventLoop";
  public static final String RUNNER = "dev/weft/Runner";
  public static final String TASK_GROUP = "dev/weft/TaskGroup";
  public static final String CANCELLED_ERROR = "dev/weft/CancelledError";

  public static final String FRAME = "dev/weft/codegen/Frame";
  public static final String EXECUTION = "dev/weft/codegen/Execution";
  public static final String EXECUTION_DESC = "Ldev/weft/codegen/Execution;";
  public static final String AWAITS = "dev/weft/codegen/Awaits";
  public static final String STUBS = "dev/weft/codegen/Stubs";
  public static final String ABI_CLASS = "dev/weft/codegen/Abi";
  public static final String WOVEN_DESC = "Ldev/weft/codegen/Woven;";
  public static final String GENERATED_DESC = "Ldev/weft/codegen/WeftGenerated;";

  public static final String SOURCE_DESC = "Ldev/weft/codegen/Source;";

  public static final String PROBES = "dev/weft/codegen/Probes";

  /** How the name of the method begins by which the bodies of a class get at its probes. */
  public static final String PROBES_METHOD = "$weft$probes";

  public static final String PROBES_METHOD_DESC = "()[Z";

  /** {@code Probes.of}. */
  public static final Handle PROBES_OF =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          PROBES,
          "of",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)[Z",
          false);

  /** {@code Links.link}. */
  public static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "dev/weft/codegen/Links",
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/Class;Ljava/lang/String;I)Ljava/lang/invoke/CallSite;",
          false);

  /** The packages of the runtime, whose own coroutines are not woven. */
  private static final Set<String> RUNTIME_PACKAGES =
      Set.of("dev/weft", "dev/weft/codegen", "dev/weft/sync", "dev/weft/testing");

  public static final String OBJECT = "java/lang/Object";
  public static final String THROWABLE = "java/lang/Throwable";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";
  public static final String COMPLETION_STAGE = "java/util/concurrent/CompletionStage";
  public static final String LAMBDA_METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** Of {@code Task.result}, the static method, not the one that reads a task's result. */
  public static final String TASK_RESULT_DESC = "(Ljava/lang/Object;)Ldev/weft/Task;";

  /** {@code Execution.suspended}. */
  public static final String SUSPENDED = "suspended";

  public static final String SUSPENDED_DESC = "Z";

  /** {@code Execution.withdraw}. */
  public static final String WITHDRAW = "withdraw";

  public static final String WITHDRAW_DESC = "()V";

  public static final String AWAIT = "await";

  /** {@code Awaits.await}. */
  public static final String AWAITS_AWAITABLE_DESC =
      "(Ldev/weft/Awaitable;Ldev/weft/codegen/Execution;)Ljava/lang/Object;";

  /** {@code Awaits.returned}. */
  public static final String AWAITS_RETURNED_DESC = "(Ljava/lang/Object;)V";

  /** {@code Awaits.unlessSuspended}. */
  public static final String AWAITS_UNLESS_SUSPENDED_DESC =
      "(Ljava/lang/Object;Ldev/weft/codegen/Execution;)Ljava/lang/Object;";

  /** {@code Weft.await}. */
  public static final String WEFT_AWAIT_DESC = "(Ldev/weft/Awaitable;)Ljava/lang/Object;";

  /** {@code Weft.result}. */
  public static final String WEFT_RESULT_DESC = "(Ljava/lang/Object;)Ldev/weft/Coroutine;";

  /** {@code Awaits.coroutine}. */
  public static final String AWAITS_COROUTINE_DESC =
      "(Ldev/weft/Awaitable;)Ldev/weft/codegen/Frame;";

  public static final String AWAITS_STAGE_DESC =
      "(Ljava/util/concurrent/CompletionStage;Ldev/weft/codegen/Execution;)Ljava/lang/Object;";

  public static final String FRAME_START_DESC = "(Ldev/weft/codegen/Execution;)Ljava/lang/Object;";
  public static final String FRAME_SUSPEND_DESC = "(Ldev/weft/codegen/Execution;I)V";
  public static final String FRAME_ELEMENT_DESC =
      "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;I)Ljava/lang/StackTraceElement;";
  public static final String FRAME_IS_SET_DESC = "(Ljava/lang/String;)Z";
  public static final String FRAME_LOCATION_DESC = "()Ljava/lang/StackTraceElement;";
  public static final String STUBS_TASK_DESC = "(Ldev/weft/codegen/Frame;)Ldev/weft/Task;";
  public static final String STUBS_FUTURE_DESC =
      "(Ldev/weft/codegen/Frame;Ljava/util/concurrent/CompletableFuture;)Ljava/util/concurrent/CompletableFuture;";
  public static final String ABI_REQUIRE_DESC = "(ILjava/lang/Class;)V";

  /** Between the host's name and the method's in the name of a frame class. */
  public static final String FRAME_INFIX = "$weft$";

  private Names() {}

  /** Whether {@code owner.name} is an await that a body may call. */
  public static boolean isAwait(String owner, String name) {
    return owner.equals(WEFT) && name.equals(AWAIT);
  }

  /** Whether a class is one of the runtime's. */
  public static boolean isRuntime(String owner) {
    return RUNTIME_PACKAGES.contains(owner.substring(0, Math.max(0, owner.lastIndexOf('/'))));
  }

  /** Whether an instruction calls it. */
  public static boolean isAwait(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && isAwait(call.owner, call.name);
  }
}
