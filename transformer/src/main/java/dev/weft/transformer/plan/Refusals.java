package dev.weft.transformer.plan;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.Monitors;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.Describe;
import dev.weft.transformer.scan.ReturnKind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Looks at the awaits and returns of a body, before it is rewritten, for those that cannot be. */
final class Refusals {
  private final AsyncMethod async;
  private final ClassNode owner;
  private final MethodNode body;
  private final Monitors monitors;
  private final UnprotectedReturns unprotectedReturns;

  private Refusals(AsyncMethod async, ControlFlow flow) {
    this.async = async;
    this.owner = async.owner();
    this.body = async.method();
    this.monitors = Monitors.of(body, flow);
    this.unprotectedReturns = new UnprotectedReturns(owner, body, flow);
  }

  /** Throws the first problem. */
  static void check(AsyncMethod async, TypeFlow types) throws TransformException {
    if (async.method().tryCatchBlocks.isEmpty() && !locks(async.method())) {
      return;
    }
    ControlFlow flow = ControlFlow.of(async.method());
    Refusals refusals = new Refusals(async, flow);
    for (int i = 0; i < flow.size(); i++) {
      if (types.before(i) != null) {
        refusals.check(i, async.method().instructions.get(i));
      }
    }
  }

  private static boolean locks(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        return true;
      }
    }
    return false;
  }

  private void check(int index, AbstractInsnNode insn) throws TransformException {
    if (Names.isAwait(insn)) {
      refuseLocked(index, insn);
    } else if (insn.getOpcode() == Opcodes.ARETURN && async.kind() == ReturnKind.COROUTINE) {
      if (!async.kind().isFinished(Insns.precededBy(insn))) {
        unprotectedReturns.refuse(index);
      }
    }
  }

  private void refuseLocked(int index, AbstractInsnNode insn) throws TransformException {
    AbstractInsnNode enter = monitors.enclosing(index);
    if (enter != null) {
      throw new TransformException(
          Describe.at(
              DiagnosticCode.AWAIT_IN_SYNCHRONIZED,
              owner,
              body,
              insn,
              "The monitor entered at line "
                  + Insns.lineOf(enter)
                  + " would stay locked while other tasks run, and is released by no other thread. Take the value before"
                  + " the block, or use dev.weft.sync.AsyncLock."));
    }
  }
}
