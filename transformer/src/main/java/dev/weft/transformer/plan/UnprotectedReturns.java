package dev.weft.transformer.plan;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Describe;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Refuses a coroutine that is made inside a try and returned without being awaited.
 *
 * <pre>
 *   try (var in = open()) {
 *     return read(in);        the compiler closes in, then returns: the body of read would run with in closed
 *   }
 * </pre>
 *
 * The return itself lies outside of the try range; so the value is followed back to the call that
 * made it.
 */
final class UnprotectedReturns {
  private final ClassNode owner;
  private final MethodNode body;
  private final ControlFlow flow;
  private Frame<SourceValue> @Nullable [] frames;

  UnprotectedReturns(ClassNode owner, MethodNode body, ControlFlow flow) {
    this.owner = owner;
    this.body = body;
    this.flow = flow;
  }

  /** Looks at the return at {@code index}. */
  void refuse(int index) throws TransformException {
    if (body.tryCatchBlocks.isEmpty()) {
      return;
    }
    for (AbstractInsnNode producer : producers(index)) {
      if (makesCoroutine(producer) && isProtected(producer)) {
        throw new TransformException(
            Describe.at(
                DiagnosticCode.UNPROTECTED_RETURN,
                owner,
                body,
                producer,
                "Its catch, finally or close would run before its body does. Write return result(await(...)), which awaits it"
                    + " inside the try."));
      }
    }
  }

  private static boolean makesCoroutine(AbstractInsnNode insn) {
    if (Insns.isCall(insn, Names.WEFT, "result") || Insns.isCall(insn, Names.WEFT, "done")) {
      return false;
    }
    String desc =
        insn instanceof MethodInsnNode call
            ? call.desc
            : insn instanceof InvokeDynamicInsnNode indy ? indy.desc : null;
    return desc != null && Type.getReturnType(desc).getSort() == Type.OBJECT;
  }

  private boolean isProtected(AbstractInsnNode producer) {
    for (TryCatchBlockNode block : flow.covering(body.instructions.indexOf(producer))) {
      if (!releasesMonitor(block)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The handler that a compiler writes for a synchronized block: store, load the monitor,
   * monitorexit.
   */
  private static boolean releasesMonitor(TryCatchBlockNode block) {
    AbstractInsnNode insn = Insns.nextReal(block.handler);
    for (int i = 0; block.type == null && i < 3 && insn != null; i++) {
      if (insn.getOpcode() == Opcodes.MONITOREXIT) {
        return true;
      }
      insn = Insns.nextReal(insn.getNext());
    }
    return false;
  }

  /**
   * The instructions that may have made the value on top of the stack, seen through locals and
   * casts.
   */
  private Set<AbstractInsnNode> producers(int index) {
    if (frames == null) {
      frames = analyze();
    }
    Frame<SourceValue> frame = frames[index];
    return frame == null ? Set.of() : new HashSet<>(frame.getStack(frame.getStackSize() - 1).insns);
  }

  private Frame<SourceValue>[] analyze() {
    SourceInterpreter interpreter =
        new SourceInterpreter(Names.ASM_API) {
          @Override
          public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
            return new SourceValue(value.size, value.insns);
          }

          @Override
          public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
            return insn.getOpcode() == Opcodes.CHECKCAST
                ? new SourceValue(1, value.insns)
                : super.unaryOperation(insn, value);
          }
        };
    try {
      return new Analyzer<>(interpreter).analyze(owner.name, body);
    } catch (AnalyzerException e) {
      throw new IllegalStateException("types were sound a moment ago", e);
    }
  }
}
