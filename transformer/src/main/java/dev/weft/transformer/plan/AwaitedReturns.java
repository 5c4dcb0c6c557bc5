package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.bytecode.Probes;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.ReturnKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * In a body with probes, a returned coroutine is awaited before the probe of the return: the line
 * has run when the coroutine has, as with a blocking call. It is no tail await then, and keeps a
 * frame.
 *
 * <pre>
 *   other(); PROBE; areturn     becomes     other(); Weft.await; PROBE; Weft.result; areturn
 * </pre>
 */
final class AwaitedReturns {
  private AwaitedReturns() {}

  /** Rewrites the body; says whether there was anything to rewrite. */
  static boolean rewrite(AsyncMethod async) {
    MethodNode body = async.method();
    if (async.kind() != ReturnKind.COROUTINE) {
      return false;
    }
    ControlFlow flow = ControlFlow.of(body);
    List<AbstractInsnNode> returns = new ArrayList<>();
    for (int i = 0; i < flow.size(); i++) {
      AbstractInsnNode insn = body.instructions.get(i);
      AbstractInsnNode producer = Insns.precededBy(insn);
      if (insn.getOpcode() == Opcodes.ARETURN
          && !async.kind().isFinished(producer)
          && flow.covering(i).isEmpty()) {
        returns.add(insn);
      }
    }
    returns.forEach(insn -> rewrite(body.instructions, insn));
    return !returns.isEmpty();
  }

  private static void rewrite(InsnList code, AbstractInsnNode areturn) {
    List<AbstractInsnNode> probes = new ArrayList<>();
    Probes.before(areturn, probes);
    AbstractInsnNode end = probes.isEmpty() ? areturn : probes.get(0);
    code.insertBefore(end, new InsnNode(Opcodes.DUP));
    code.insertBefore(end, call(Names.AWAITS, "returned", Names.AWAITS_RETURNED_DESC));
    code.insertBefore(end, call(Names.WEFT, Names.AWAIT, Names.WEFT_AWAIT_DESC));
    code.insertBefore(areturn, call(Names.WEFT, "result", Names.WEFT_RESULT_DESC));
  }

  private static MethodInsnNode call(String owner, String name, String desc) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, desc, false);
  }
}
