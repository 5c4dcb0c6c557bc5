package dev.weft.transformer.rules;

import dev.weft.transformer.analyse.Origin;
import dev.weft.transformer.bytecode.Insns;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Whether a queue may be full: {@code put} into one that grows never waits.
 *
 * <pre>
 *   private final BlockingQueue&lt;Job&gt; jobs = new ArrayBlockingQueue&lt;&gt;(10);   bounded
 *   private final BlockingQueue&lt;Job&gt; jobs = new LinkedBlockingQueue&lt;&gt;();     not
 *   BlockingQueue&lt;Job&gt; jobs(...)                                              not known: taken for not
 * </pre>
 */
final class QueueCapacity {
  private static final String PACKAGE = "java/util/concurrent/";

  private final Body body;
  private final Types types;
  private final Map<String, Boolean> fields = new HashMap<>();

  QueueCapacity(Body body, Types types) {
    this.body = body;
    this.types = types;
  }

  /** Whether what {@code call} is made on surely has a capacity. */
  boolean isBounded(MethodInsnNode call) {
    if (isAlwaysBounded(call.owner)) {
      return true;
    }
    Origin queue = body.origins().receiver(call);
    AbstractInsnNode made = queue.insn();
    if (made instanceof FieldInsnNode field) {
      return fields.computeIfAbsent(field.owner + "." + field.name, unused -> isBounded(field));
    }
    if (made != null && made.getOpcode() == Opcodes.NEW) {
      for (MethodInsnNode constructor : body.calls()) {
        if (constructor.name.equals("<init>")
            && body.origins().receiver(constructor).equals(queue)) {
          return makesBounded(constructor);
        }
      }
    }
    return false;
  }

  private boolean isAlwaysBounded(String owner) {
    return types.isSubtype(owner, PACKAGE + "ArrayBlockingQueue")
        || types.isSubtype(owner, PACKAGE + "SynchronousQueue");
  }

  private boolean makesBounded(MethodInsnNode constructor) {
    boolean linked =
        constructor.owner.equals(PACKAGE + "LinkedBlockingQueue")
            || constructor.owner.equals(PACKAGE + "LinkedBlockingDeque");
    return isAlwaysBounded(constructor.owner) || (linked && constructor.desc.equals("(I)V"));
  }

  /** Whether every assignment of a field in the nest is that of a new, bounded queue. */
  private boolean isBounded(FieldInsnNode field) {
    boolean assigned = false;
    for (ClassNode owner : body.nest.classes()) {
      for (MethodNode method : owner.methods) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof FieldInsnNode put && isAssignment(put, field)) {
            assigned = true;
            if (!(Insns.precededBy(put) instanceof MethodInsnNode constructor)
                || !makesBounded(constructor)) {
              return false;
            }
          }
        }
      }
    }
    return assigned;
  }

  private static boolean isAssignment(FieldInsnNode put, FieldInsnNode field) {
    boolean stores = put.getOpcode() == Opcodes.PUTFIELD || put.getOpcode() == Opcodes.PUTSTATIC;
    return stores && put.name.equals(field.name) && put.owner.equals(field.owner);
  }
}
