package dev.weft.transformer.analyse;

import dev.weft.transformer.bytecode.Insns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The types of all locals and operands before an instruction. Locals are by slot, a wide one
 * followed by TOP; operands are one entry each, the top last. Never written after it was made, and
 * never compared: arrays keep a method of many instructions small.
 */
@SuppressWarnings("ArrayRecordComponent")
public record State(Value[] locals, Value[] stack) {

  /** Decodes an expanded frame. */
  static State of(FrameNode frame, int maxLocals) throws FlowException {
    Value[] locals = new Value[maxLocals];
    Arrays.fill(locals, Value.TOP);
    int slot = 0;
    List<Object> declared = frame.local == null ? List.of() : frame.local;
    for (Object entry : declared) {
      Value value = decode(entry, frame);
      if (slot + value.size() > maxLocals) {
        throw new FlowException(frame, "a frame declares more locals than the method has");
      }
      locals[slot] = value;
      slot += value.size();
    }
    List<Object> operands = frame.stack == null ? List.of() : frame.stack;
    Value[] stack = new Value[operands.size()];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = decode(operands.get(i), frame);
    }
    return new State(locals, stack);
  }

  private static Value decode(Object entry, FrameNode frame) throws FlowException {
    if (entry instanceof String name) {
      return Value.object(name);
    }
    if (entry instanceof LabelNode label) {
      AbstractInsnNode creation = Insns.nextReal(label);
      if (creation instanceof TypeInsnNode insn && insn.getOpcode() == Opcodes.NEW) {
        return Value.uninitialized(insn);
      }
      throw new FlowException(
          frame, "a frame names an uninitialised object where no object is created");
    }
    return switch ((Integer) entry) {
      case 0 -> Value.TOP;
      case 1 -> Value.INT;
      case 2 -> Value.FLOAT;
      case 3 -> Value.DOUBLE;
      case 4 -> Value.LONG;
      case 5 -> Value.NULL;
      case 6 -> Value.UNINITIALIZED_THIS;
      default -> throw new FlowException(frame, "a frame has an unknown type: " + entry);
    };
  }

  /** The operands without the {@code count} on top. */
  public Value[] stackWithout(int count) {
    return Arrays.copyOf(stack, stack.length - count);
  }

  /**
   * Encodes it as an expanded frame. {@code labels} gives the label before each NEW whose object it
   * names.
   */
  public FrameNode toFrame(Function<TypeInsnNode, LabelNode> labels) {
    int used = locals.length;
    while (used > 0 && locals[used - 1].kind() == Value.Kind.TOP && !secondHalf(used - 1)) {
      used--;
    }
    List<Object> local = new ArrayList<>();
    for (int slot = 0; slot < used; slot += locals[slot].size()) {
      local.add(encode(locals[slot], labels));
    }
    List<Object> operands = new ArrayList<>();
    for (Value value : stack) {
      operands.add(encode(value, labels));
    }
    return new FrameNode(
        Opcodes.F_NEW, local.size(), local.toArray(), operands.size(), operands.toArray());
  }

  private boolean secondHalf(int slot) {
    return slot > 0 && locals[slot - 1].size() == 2;
  }

  private static Object encode(Value value, Function<TypeInsnNode, LabelNode> labels) {
    return switch (value.kind()) {
      case TOP -> Opcodes.TOP;
      case INT -> Opcodes.INTEGER;
      case FLOAT -> Opcodes.FLOAT;
      case LONG -> Opcodes.LONG;
      case DOUBLE -> Opcodes.DOUBLE;
      case NULL -> Opcodes.NULL;
      case UNINITIALIZED_THIS -> Opcodes.UNINITIALIZED_THIS;
      case OBJECT -> value.name();
      case UNINITIALIZED -> labels.apply(Objects.requireNonNull(value.creation()));
    };
  }

  @Override
  public String toString() {
    return Arrays.toString(locals) + " | " + Arrays.toString(stack);
  }
}
