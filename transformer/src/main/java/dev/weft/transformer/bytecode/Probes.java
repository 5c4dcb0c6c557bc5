package dev.weft.transformer.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Finds the probes of a body: {@code $weft$probes(); push number; iconst_1; bastore}. */
public final class Probes {
  private static final int LENGTH = 4;

  private Probes() {}

  /** What stands before an instruction and the probes before it; adds these to {@code probes}. */
  public static @Nullable AbstractInsnNode before(
      AbstractInsnNode insn, List<AbstractInsnNode> probes) {
    AbstractInsnNode before = Insns.precededBy(insn);
    List<AbstractInsnNode> probe = probe(before);
    while (!probe.isEmpty()) {
      probes.addAll(0, probe);
      before = Insns.precededBy(probe.get(0));
      probe = probe(before);
    }
    return before;
  }

  /** The instructions of the probe that ends with {@code last}; none if it ends none. */
  private static List<AbstractInsnNode> probe(@Nullable AbstractInsnNode last) {
    List<AbstractInsnNode> probe = new ArrayList<>();
    for (AbstractInsnNode at = last; at != null && probe.size() < LENGTH; at = at.getPrevious()) {
      probe.add(0, at);
    }
    boolean found =
        probe.size() == LENGTH
            && probe.get(LENGTH - 1).getOpcode() == Opcodes.BASTORE
            && probe.get(0) instanceof MethodInsnNode call
            && call.name.startsWith(Names.PROBES_METHOD)
            && call.desc.equals(Names.PROBES_METHOD_DESC);
    return found ? probe : List.of();
  }
}
