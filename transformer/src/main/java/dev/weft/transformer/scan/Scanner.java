package dev.weft.transformer.scan;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The first stage: which methods and lambda bodies of a nest are async, and which awaits stand
 * where none may.
 *
 * <p>Bridge methods are passed over: javac copies {@code @Async} onto them, ecj does not.
 */
public final class Scanner {
  private final Hierarchy hierarchy;
  private final List<AsyncMethod> methods = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Scanner(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** Scans all classes of a nest. */
  public static Scan scan(Nest nest, Hierarchy hierarchy) {
    Scanner scanner = new Scanner(hierarchy);
    for (ClassNode owner : nest.classes()) {
      scanner.scan(owner);
    }
    return new Scan(scanner.methods, scanner.diagnostics);
  }

  private void scan(ClassNode owner) {
    Map<String, InvokeDynamicInsnNode> lambdas = lambdas(owner);
    for (MethodNode method : owner.methods) {
      InvokeDynamicInsnNode lambda = lambdas.get(method.name + method.desc);
      if ((method.access & Opcodes.ACC_BRIDGE) != 0) {
        continue;
      }
      if (lambda == null && isLeftBehind(owner, method)) {
        addIfAsync(owner, method);
      } else {
        scan(owner, method, lambda);
      }
    }
  }

  /**
   * Whether it is the body of a lambda that is never made: javac keeps it when it drops the code
   * around it, such as {@code if (DEBUG)} with a constant that is false. It is woven where it can
   * be, and no problem where it cannot.
   */
  private static boolean isLeftBehind(ClassNode owner, MethodNode method) {
    int left = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    if ((method.access & left) != left || firstAwait(method) == null) {
      return false;
    }
    for (MethodNode other : owner.methods) {
      for (AbstractInsnNode insn : other.instructions) {
        if (Insns.isCall(insn, owner.name, method.name, method.desc)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The lambda bodies of a class, by name and descriptor, with the instruction that makes the
   * lambda.
   */
  private Map<String, InvokeDynamicInsnNode> lambdas(ClassNode owner) {
    Map<String, InvokeDynamicInsnNode> lambdas = new HashMap<>();
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode indy) {
          for (Object argument : indy.bsmArgs) {
            if (argument instanceof Handle handle
                && handle.getOwner().equals(owner.name)
                && indy.bsm.getOwner().equals(Names.LAMBDA_METAFACTORY)) {
              lambdas.put(handle.getName() + handle.getDesc(), indy);
            }
          }
        }
      }
    }
    return lambdas;
  }

  private void scan(ClassNode owner, MethodNode method, @Nullable InvokeDynamicInsnNode lambda) {
    findIndirectAwaits(owner, method);
    AbstractInsnNode await = firstAwait(method);
    boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
    if (isAsync(method)) {
      scanAsync(owner, method, await);
    } else if (await == null) {
      return;
    } else if (lambda != null && synthetic) {
      scanLambda(owner, method, lambda, await);
    } else if (method.name.equals("<init>") || method.name.equals("<clinit>")) {
      report(
          DiagnosticCode.AWAIT_IN_INITIALIZER,
          owner,
          method,
          await,
          "An object is made at once, its constructor and initialisers cannot be suspended. Await in a static @Async"
              + " method that returns Coroutine<"
              + simpleName(owner)
              + ">, and hand the value to the constructor.");
    } else {
      report(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, owner, method, await, outsideAsync(method));
    }
  }

  private static String outsideAsync(MethodNode method) {
    StringBuilder text = new StringBuilder();
    for (AnnotationNode annotation : annotations(method)) {
      if (annotation.desc.endsWith("/Async;") || annotation.desc.endsWith("/Asynchronous;")) {
        text.append("It carries @")
            .append(Type.getType(annotation.desc).getClassName())
            .append(", which is not Weft's. ");
      }
    }
    Type type = Type.getReturnType(method.desc);
    boolean async =
        type.getDescriptor().startsWith("Ldev/weft/")
            || type.getClassName().startsWith("java.util.concurrent.");
    text.append("Only a method marked @dev.weft.Async can be suspended. Write @Async ");
    text.append(async ? Describe.simple(type) + "<…>" : "Coroutine<" + boxed(type) + ">")
        .append(' ');
    text.append(Describe.name(method))
        .append(" and await it where it is called, or start it with Weft.run or createTask.");
    return text.toString();
  }

  private static String boxed(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> "Void";
      case Type.INT -> "Integer";
      case Type.CHAR -> "Character";
      case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.LONG, Type.FLOAT, Type.DOUBLE ->
          Character.toUpperCase(type.getClassName().charAt(0)) + type.getClassName().substring(1);
      default -> Describe.simple(type);
    };
  }

  private void scanAsync(ClassNode owner, MethodNode method, @Nullable AbstractInsnNode await) {
    ReturnKind kind = ReturnKind.of(Type.getReturnType(method.desc), hierarchy);
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      report(
          DiagnosticCode.NO_BODY,
          owner,
          method,
          null,
          "There is no body to suspend. Remove @Async here and put it on the methods that implement this one.");
    } else if (owner.version < Names.OLDEST_CLASS_VERSION) {
      diagnostics.add(
          Describe.method(
              DiagnosticCode.OLD_CLASS_FILE,
              owner,
              method,
              "The class file has version "
                  + owner.version
                  + ", Weft needs 61 or later: compile with --release 17 or later."));
    } else if (kind == null) {
      report(DiagnosticCode.RETURN_TYPE, owner, method, null, returnType(method));
    } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      report(
          DiagnosticCode.SYNCHRONIZED_METHOD,
          owner,
          method,
          null,
          "Its lock would stay held while the method is suspended and other tasks run. Use dev.weft.sync.AsyncLock, or a"
              + " synchronized block around the statements that do not await.");
    } else if (!instantiable(owner, method, kind)) {
      report(
          DiagnosticCode.RETURN_TYPE,
          owner,
          method,
          null,
          "A call makes the future it returns, but "
              + Type.getReturnType(method.desc).getClassName()
              + " has no constructor without parameters that can be called from here. Return CompletableFuture, or add one.");
    } else {
      methods.add(new AsyncMethod(owner, method, kind, false));
      if (await == null && endsAtOnce(method, kind)) {
        report(
            DiagnosticCode.NO_AWAIT,
            owner,
            method,
            null,
            "It never suspends, so @Async only makes its start lazy. Remove @Async and return Weft.result(value), or await"
                + " what it was meant to.");
      }
    }
  }

  /** Whether every return gives a value; one that returns another coroutine awaits it. */
  private static boolean endsAtOnce(MethodNode method, ReturnKind kind) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        AbstractInsnNode producer = Insns.precededBy(insn);
        if (!kind.isResult(producer) && !kind.isDone(producer)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean instantiable(ClassNode owner, MethodNode method, ReturnKind kind) {
    String name = Type.getReturnType(method.desc).getInternalName();
    return kind != ReturnKind.FUTURE
        || name.equals(Names.COMPLETABLE_FUTURE)
        || name.equals(Names.COMPLETION_STAGE)
        || hierarchy.isInstantiable(name, packageOf(name).equals(packageOf(owner.name)));
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  private static String returnType(MethodNode method) {
    Type type = Type.getReturnType(method.desc);
    return "It returns "
        + type.getClassName()
        + ". Return Coroutine<"
        + boxed(type)
        + "> (or Task, CompletableFuture, CompletionStage) and hand the value over with return result(value) or return done().";
  }

  /** Takes the body of a lambda whose return type can be async. */
  private boolean addIfAsync(ClassNode owner, MethodNode method) {
    ReturnKind kind = ReturnKind.of(Type.getReturnType(method.desc), hierarchy);
    if (kind == null || !instantiable(owner, method, kind)) {
      return false;
    }
    methods.add(new AsyncMethod(owner, method, kind, true));
    return true;
  }

  private void scanLambda(
      ClassNode owner, MethodNode method, InvokeDynamicInsnNode lambda, AbstractInsnNode await) {
    if (addIfAsync(owner, method)) {
      return;
    }
    report(
        DiagnosticCode.AWAIT_IN_LAMBDA,
        owner,
        method,
        await,
        "The lambda implements "
            + Type.getReturnType(lambda.desc).getClassName()
            + " and its body returns "
            + Type.getReturnType(method.desc).getClassName()
            + ", so whoever calls it expects it to end at once. Pass it where a dev.weft.AsyncCallable, AsyncFunction or"
            + " AsyncConsumer is expected, or any interface whose method returns Coroutine, Task or CompletableFuture.");
  }

  private void findIndirectAwaits(ClassNode owner, MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      boolean indirect =
          switch (insn.getType()) {
            case AbstractInsnNode.INVOKE_DYNAMIC_INSN ->
                namesAwait(((InvokeDynamicInsnNode) insn).bsmArgs);
            case AbstractInsnNode.LDC_INSN -> namesAwait(((LdcInsnNode) insn).cst);
            default -> false;
          };
      if (indirect) {
        report(
            DiagnosticCode.INDIRECT_AWAIT,
            owner,
            method,
            insn,
            "A method reference calls await from code that Weft does not rewrite. Write a lambda whose interface returns"
                + " Coroutine, or a loop that awaits each element in turn.");
      }
    }
  }

  private static boolean namesAwait(Object... constants) {
    for (Object constant : constants) {
      if (constant instanceof Handle handle && Names.isAwait(handle.getOwner(), handle.getName())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable AbstractInsnNode firstAwait(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && Names.isAwait(call.owner, call.name)) {
        return insn;
      }
    }
    return null;
  }

  private static boolean isAsync(MethodNode method) {
    for (AnnotationNode annotation : annotations(method)) {
      if (annotation.desc.equals(Names.ASYNC_DESC)) {
        return true;
      }
    }
    return false;
  }

  private static List<AnnotationNode> annotations(MethodNode method) {
    List<AnnotationNode> all = new ArrayList<>();
    if (method.invisibleAnnotations != null) {
      all.addAll(method.invisibleAnnotations);
    }
    if (method.visibleAnnotations != null) {
      all.addAll(method.visibleAnnotations);
    }
    return all;
  }

  private static String simpleName(ClassNode owner) {
    return Describe.simple(Type.getObjectType(owner.name));
  }

  private void report(
      DiagnosticCode code,
      ClassNode owner,
      MethodNode method,
      @Nullable AbstractInsnNode at,
      String explanation) {
    diagnostics.add(
        at == null
            ? Describe.method(code, owner, method, explanation)
            : Describe.at(code, owner, method, at, explanation));
    assert at == null || Insns.isReal(at);
  }
}
