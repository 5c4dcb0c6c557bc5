package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Annotations;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Whether all async code of a class was rewritten:
 *
 * <pre>
 *   {@literal @}Async Coroutine m() { return new C$weft$m(this); }      woven: it makes a frame that the class's mark lists
 *   {@literal @}Async Coroutine m() { ... }                             not woven
 *   Object n() { return Weft.await(...); }                  throws when it is reached
 * </pre>
 */
final class WovenCode {
  private static final String REMEDY =
      " Weave the class: with the goals transform and transform-tests of the weft-maven-plugin,"
          + " with weft-transformer-all.jar, or when it is loaded with that jar as -javaagent.";

  private final ClassNode node;
  private final Set<String> frames;
  private final List<Diagnostic> notWoven = new ArrayList<>();
  private final List<Diagnostic> awaits = new ArrayList<>();

  /**
   * Looks at a class.
   *
   * @param frames that its mark lists; none when it has no mark
   */
  WovenCode(ClassNode node, List<String> frames) {
    this.node = node;
    this.frames = Set.copyOf(frames);
    Set<String> referred = referredLambdas();
    for (MethodNode method : node.methods) {
      boolean bridge = (method.access & Opcodes.ACC_BRIDGE) != 0;
      if (!bridge && isAsync(method) && !makesFrame(method)) {
        notWoven.add(notWoven(method));
      } else if (!isSource(method) && !isLeftBehind(method, referred)) {
        findAwait(method);
      }
    }
  }

  /** The {@code @Async} methods that are as the compiler wrote them. */
  List<Diagnostic> notWoven() {
    return notWoven;
  }

  /** The awaits elsewhere that throw when they are reached. */
  List<Diagnostic> awaits() {
    return awaits;
  }

  private static boolean isAsync(MethodNode method) {
    return Annotations.has(method.invisibleAnnotations, Names.ASYNC_DESC)
        || Annotations.has(method.visibleAnnotations, Names.ASYNC_DESC);
  }

  /** Whether it is there to be counted, not to be called. */
  private static boolean isSource(MethodNode method) {
    return Annotations.has(method.invisibleAnnotations, Names.SOURCE_DESC);
  }

  private boolean makesFrame(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof TypeInsnNode creation
          && creation.getOpcode() == Opcodes.NEW
          && frames.contains(creation.desc)) {
        return true;
      }
    }
    return false;
  }

  private Diagnostic notWoven(MethodNode method) {
    return Describe.method(
        DiagnosticCode.NOT_WOVEN,
        node,
        method,
        "The method is as the compiler wrote it: its awaits throw when they are reached." + REMEDY);
  }

  private void findAwait(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      boolean await =
          insn instanceof MethodInsnNode call
              ? Names.isAwait(call.owner, call.name)
              : insn instanceof InvokeDynamicInsnNode indy
                  ? namesAwait(indy.bsmArgs)
                  : insn instanceof LdcInsnNode ldc && namesAwait(ldc.cst);
      if (await) {
        awaits.add(
            Describe.at(
                    DiagnosticCode.NOT_WOVEN,
                    node,
                    method,
                    insn,
                    "The await is as the compiler wrote it: it throws when it is reached." + REMEDY)
                .withCalled(Names.AWAIT));
      }
    }
  }

  private static boolean namesAwait(Object... constants) {
    return Stream.of(constants)
        .anyMatch(
            constant ->
                constant instanceof Handle handle
                    && Names.isAwait(handle.getOwner(), handle.getName()));
  }

  /** Whether it is the body of a lambda that is never made: javac may leave one in dead code. */
  private static boolean isLeftBehind(MethodNode method, Set<String> referred) {
    int left = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    return (method.access & left) == left && !referred.contains(method.name + method.desc);
  }

  /** The methods of this class that its code calls or makes lambdas of. */
  private Set<String> referredLambdas() {
    Set<String> referred = new HashSet<>();
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call && call.owner.equals(node.name)) {
          referred.add(call.name + call.desc);
        } else if (insn instanceof InvokeDynamicInsnNode indy) {
          for (Object argument : indy.bsmArgs) {
            if (argument instanceof Handle handle) {
              referred.add(handle.getName() + handle.getDesc());
            }
          }
        }
      }
    }
    return referred;
  }
}
