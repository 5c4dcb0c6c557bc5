package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Insns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves the creation of an object behind the awaits among its constructor's arguments: an object
 * whose constructor has not run cannot be stored anywhere.
 *
 * <pre>
 *   new A(x, await(y))
 *
 *   new A                    new A; pop; aconst_null     class initialisation keeps its place
 *   dup                      dup                         null stands for the object until its constructor runs
 *   aload x                  aload x
 *   ... await                ... await
 *   invokespecial A.init     store the arguments; pop; pop; new A; dup; load the arguments; invokespecial A.init
 * </pre>
 *
 * Copies that other compilers leave in locals or deeper on the stack are replaced by the object
 * when it is there.
 */
final class NewRelocation {
  private final MethodNode body;
  private final TypeFlow types;
  private final Set<TypeInsnNode> moved;

  private NewRelocation(MethodNode body, TypeFlow types, Set<TypeInsnNode> moved) {
    this.body = body;
    this.types = types;
    this.moved = moved;
  }

  /**
   * Rewrites {@code body}: {@code moved} are the creations whose object is alive, not yet
   * constructed, at an await.
   */
  static void apply(MethodNode body, TypeFlow types, Set<TypeInsnNode> moved) {
    new NewRelocation(body, types, moved).run();
  }

  private void run() {
    body.maxStack += 2;
    AbstractInsnNode[] insns = body.instructions.toArray();
    State[] states = new State[insns.length];
    for (int i = 0; i < insns.length; i++) {
      states[i] = types.before(i);
    }
    // Frames name objects by label: all of them are read before the first NEW goes.
    for (AbstractInsnNode insn : insns) {
      if (insn instanceof FrameNode frame) {
        frame.local = withNull(frame.local);
        frame.stack = withNull(frame.stack);
      }
    }
    for (int i = 0; i < insns.length; i++) {
      if (insns[i] instanceof TypeInsnNode creation && moved.contains(creation)) {
        body.instructions.insert(creation, new InsnNode(Opcodes.ACONST_NULL));
        body.instructions.insert(creation, new InsnNode(Opcodes.POP));
      } else if (insns[i] instanceof MethodInsnNode call
          && call.name.equals("<init>")
          && states[i] != null) {
        rewriteConstructor(call, states[i]);
      } else if (insns[i] instanceof JumpInsnNode jump && states[i] != null) {
        rewriteTest(jump, states[i]);
      }
    }
  }

  /**
   * A test of an object before its constructor has run, which the JVM allows: the answer is known.
   */
  private void rewriteTest(JumpInsnNode jump, State state) {
    int operands =
        switch (jump.getOpcode()) {
          case Opcodes.IFNULL, Opcodes.IFNONNULL -> 1;
          case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> 2;
          default -> 0;
        };
    Value[] stack = state.stack();
    boolean tested = false;
    for (int i = 1; i <= operands; i++) {
      tested |= isMoved(stack[stack.length - i]);
    }
    if (!tested) {
      return;
    }
    boolean same = operands == 2 && stack[stack.length - 1].equals(stack[stack.length - 2]);
    boolean jumps =
        switch (jump.getOpcode()) {
          case Opcodes.IFNULL -> false;
          case Opcodes.IFNONNULL -> true;
          case Opcodes.IF_ACMPEQ -> same;
          default -> !same;
        };
    for (int i = 0; i < operands; i++) {
      body.instructions.insertBefore(jump, new InsnNode(Opcodes.POP));
    }
    // Still a conditional jump: what follows may be reached from here alone, without a frame.
    body.instructions.insertBefore(jump, new InsnNode(jumps ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
    body.instructions.set(jump, new JumpInsnNode(Opcodes.IFNE, jump.label));
  }

  private boolean isMoved(Value value) {
    return value.creation() != null && moved.contains(value.creation());
  }

  private List<Object> withNull(List<Object> entries) {
    if (entries == null) {
      return new ArrayList<>();
    }
    List<Object> result = new ArrayList<>(entries.size());
    for (Object entry : entries) {
      boolean gone = entry instanceof LabelNode label && moved.contains(Insns.nextReal(label));
      result.add(gone ? Opcodes.NULL : entry);
    }
    return result;
  }

  private void rewriteConstructor(MethodInsnNode call, State state) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    Value[] stack = state.stack();
    int receiver = stack.length - arguments.length - 1;
    Value object = stack[receiver];
    if (!isMoved(object)) {
      return;
    }
    InsnList code = new InsnList();
    int[] argumentTemps = new int[arguments.length];
    for (int i = arguments.length - 1; i >= 0; i--) {
      argumentTemps[i] = storeTemp(code, stack[receiver + 1 + i]);
    }
    code.add(new InsnNode(Opcodes.POP));
    int copies = 0;
    int lowest = receiver;
    for (int i = receiver - 1; i >= 0; i--) {
      if (stack[i].equals(object)) {
        copies++;
        lowest = i;
      }
    }
    boolean inLocals = Arrays.asList(state.locals()).contains(object);
    boolean usual = copies == 1 && lowest == receiver - 1 && !inLocals;
    int[] temps = new int[receiver];
    for (int i = receiver - 1; i >= lowest; i--) {
      if (stack[i].equals(object)) {
        code.add(new InsnNode(Opcodes.POP));
      } else {
        temps[i] = storeTemp(code, stack[i]);
      }
    }
    code.add(new TypeInsnNode(Opcodes.NEW, call.owner));
    if (copies > 0 || inLocals) {
      code.add(new InsnNode(Opcodes.DUP));
    }
    for (int i = 0; i < arguments.length; i++) {
      code.add(new VarInsnNode(stack[receiver + 1 + i].loadOpcode(), argumentTemps[i]));
    }
    code.add(call.clone(java.util.Map.of()));
    if (!usual && (copies > 0 || inLocals)) {
      Value made = Value.object(call.owner);
      int objectTemp = storeTemp(code, made);
      for (int slot = 0; slot < state.locals().length; slot++) {
        if (state.locals()[slot].equals(object)) {
          code.add(new VarInsnNode(Opcodes.ALOAD, objectTemp));
          code.add(new VarInsnNode(Opcodes.ASTORE, slot));
        }
      }
      for (int i = lowest; i < receiver; i++) {
        boolean copy = stack[i].equals(object);
        code.add(
            copy
                ? new VarInsnNode(Opcodes.ALOAD, objectTemp)
                : new VarInsnNode(stack[i].loadOpcode(), temps[i]));
      }
    }
    body.instructions.insert(call, code);
    body.instructions.remove(call);
  }

  private int storeTemp(InsnList code, Value value) {
    int temp = body.maxLocals;
    body.maxLocals += value.size();
    code.add(new VarInsnNode(value.storeOpcode(), temp));
    return temp;
  }
}
