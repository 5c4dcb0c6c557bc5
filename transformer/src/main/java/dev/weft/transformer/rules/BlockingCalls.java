package dev.weft.transformer.rules;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** Finds the calls of a body that wait in their thread. */
final class BlockingCalls {
  /** A call, and what it is known for. */
  record Found(MethodInsnNode call, BlockingCall known) {}

  private final Types types;

  BlockingCalls(Types types) {
    this.types = types;
  }

  /** Those that surely may wait. */
  List<Found> in(Body body) {
    List<Found> found = new ArrayList<>();
    QueueCapacity queues = new QueueCapacity(body, types);
    for (MethodInsnNode call : body.calls()) {
      for (BlockingCall known : BlockingCall.ALL) {
        if (known.fits(call) && belongs(call, known)) {
          if (!NotWaiting.isEvident(body, call, known, queues)) {
            found.add(new Found(call, known));
          }
          break;
        }
      }
    }
    return found;
  }

  private boolean belongs(MethodInsnNode call, BlockingCall known) {
    if (known.owner().equals("java/lang/Object")) {
      // The methods are final: whoever has one of them inherits it.
      boolean inherited =
          call.desc.equals("()V") || call.desc.equals("(J)V") || call.desc.equals("(JI)V");
      return call.getOpcode() != Opcodes.INVOKESTATIC && inherited;
    }
    return types.isSubtype(call.owner, known.owner());
  }
}
