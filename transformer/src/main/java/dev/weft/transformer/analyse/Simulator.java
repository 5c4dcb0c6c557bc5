package dev.weft.transformer.analyse;

import dev.weft.transformer.analyse.Value.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Executes instructions on types, as the JVM's verifier does between two frames: needs no class
 * hierarchy. One case an opcode, which is why the file is long.
 */
final class Simulator {
  /**
   * Whether a value may stand where another is declared; the two differ, and both are references.
   */
  interface Assignability {
    boolean isAssignable(Value from, Value to);
  }

  private final String className;
  private final String superName;
  private final Assignability assignability;
  private Value[] locals;
  private boolean localsShared;
  private Value[] stack;
  private int depth;

  Simulator(
      String className,
      String superName,
      int maxLocals,
      int maxStack,
      Assignability assignability) {
    this.className = className;
    this.superName = superName;
    this.assignability = assignability;
    this.locals = new Value[maxLocals];
    Arrays.fill(locals, Value.TOP);
    this.stack = new Value[maxStack + 4];
  }

  /** Goes on from a known state. */
  void set(State state) {
    locals = state.locals();
    localsShared = true;
    if (stack.length < state.stack().length + 4) {
      stack = new Value[state.stack().length + 4];
    }
    depth = state.stack().length;
    System.arraycopy(state.stack(), 0, stack, 0, depth);
  }

  State state() {
    localsShared = true;
    return new State(locals, Arrays.copyOf(stack, depth));
  }

  /** Whether {@code from} may stand where {@code to} is declared. */
  boolean fits(Value from, Value to) {
    if (to.kind() == Kind.TOP || from.equals(to)) {
      return true;
    }
    if (to.kind() == Kind.OBJECT) {
      return from.kind() == Kind.NULL
          || (from.kind() == Kind.OBJECT && assignability.isAssignable(from, to));
    }
    return false;
  }

  // ---- the machine
  // -------------------------------------------------------------------------------------------------

  private void push(Value value) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    stack[depth++] = value;
  }

  private Value pop(AbstractInsnNode at) throws FlowException {
    if (depth == 0) {
      throw new FlowException(at, "the operand stack is empty");
    }
    return stack[--depth];
  }

  private Value pop(AbstractInsnNode at, Value expected) throws FlowException {
    Value value = pop(at);
    if (!fits(value, expected)) {
      throw new FlowException(at, "expected " + expected + " on the stack, found " + value);
    }
    return value;
  }

  private Value popReference(AbstractInsnNode at) throws FlowException {
    Value value = pop(at);
    if (!value.isReference()) {
      throw new FlowException(at, "expected a reference on the stack, found " + value);
    }
    return value;
  }

  /** A reference, initialised or not. */
  private Value popAnyReference(AbstractInsnNode at) throws FlowException {
    Value value = pop(at);
    if (!value.isReference() && !value.isUninitialized()) {
      throw new FlowException(at, "expected a reference on the stack, found " + value);
    }
    return value;
  }

  private Value popSingle(AbstractInsnNode at) throws FlowException {
    Value value = pop(at);
    if (value.size() != 1) {
      throw new FlowException(at, "half of a wide value on the stack: " + value);
    }
    return value;
  }

  private Value local(AbstractInsnNode at, int slot) throws FlowException {
    if (slot >= locals.length) {
      throw new FlowException(at, "no local " + slot);
    }
    return locals[slot];
  }

  private void setLocal(AbstractInsnNode at, int slot, Value value) throws FlowException {
    if (slot + value.size() > locals.length) {
      throw new FlowException(at, "no local " + slot);
    }
    if (localsShared) {
      locals = locals.clone();
      localsShared = false;
    }
    if (slot > 0 && locals[slot - 1].size() == 2) {
      locals[slot - 1] = Value.TOP;
    }
    locals[slot] = value;
    if (value.size() == 2) {
      locals[slot + 1] = Value.TOP;
    }
  }

  private void initialize(Value before, Value after) {
    for (int i = 0; i < depth; i++) {
      if (stack[i].equals(before)) {
        stack[i] = after;
      }
    }
    for (int i = 0; i < locals.length; i++) {
      if (locals[i].equals(before)) {
        if (localsShared) {
          locals = locals.clone();
          localsShared = false;
        }
        locals[i] = after;
      }
    }
  }

  // ---- instructions
  // ------------------------------------------------------------------------------------------------

  /** Executes one instruction; where it jumps to is the caller's business. */
  void execute(AbstractInsnNode insn) throws FlowException {
    int opcode = insn.getOpcode();
    switch (opcode) {
      case Opcodes.NOP, Opcodes.GOTO, Opcodes.RETURN -> {}
      case Opcodes.ACONST_NULL -> push(Value.NULL);
      case Opcodes.ICONST_M1,
          Opcodes.ICONST_0,
          Opcodes.ICONST_1,
          Opcodes.ICONST_2,
          Opcodes.ICONST_3,
          Opcodes.ICONST_4,
          Opcodes.ICONST_5,
          Opcodes.BIPUSH,
          Opcodes.SIPUSH ->
          push(Value.INT);
      case Opcodes.LCONST_0, Opcodes.LCONST_1 -> push(Value.LONG);
      case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 -> push(Value.FLOAT);
      case Opcodes.DCONST_0, Opcodes.DCONST_1 -> push(Value.DOUBLE);
      case Opcodes.LDC -> push(constant(((LdcInsnNode) insn).cst));
      case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD ->
          load((VarInsnNode) insn);
      case Opcodes.ISTORE -> setLocal(insn, ((VarInsnNode) insn).var, pop(insn, Value.INT));
      case Opcodes.LSTORE -> setLocal(insn, ((VarInsnNode) insn).var, pop(insn, Value.LONG));
      case Opcodes.FSTORE -> setLocal(insn, ((VarInsnNode) insn).var, pop(insn, Value.FLOAT));
      case Opcodes.DSTORE -> setLocal(insn, ((VarInsnNode) insn).var, pop(insn, Value.DOUBLE));
      case Opcodes.ASTORE -> setLocal(insn, ((VarInsnNode) insn).var, popAnyReference(insn));
      case Opcodes.IALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD ->
          arrayLoad(insn, Value.INT);
      case Opcodes.LALOAD -> arrayLoad(insn, Value.LONG);
      case Opcodes.FALOAD -> arrayLoad(insn, Value.FLOAT);
      case Opcodes.DALOAD -> arrayLoad(insn, Value.DOUBLE);
      case Opcodes.AALOAD -> {
        pop(insn, Value.INT);
        push(element(insn, popReference(insn)));
      }
      case Opcodes.IASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE ->
          arrayStore(insn, Value.INT);
      case Opcodes.LASTORE -> arrayStore(insn, Value.LONG);
      case Opcodes.FASTORE -> arrayStore(insn, Value.FLOAT);
      case Opcodes.DASTORE -> arrayStore(insn, Value.DOUBLE);
      case Opcodes.AASTORE -> {
        popReference(insn);
        pop(insn, Value.INT);
        popReference(insn);
      }
      case Opcodes.POP -> popSingle(insn);
      case Opcodes.POP2 -> {
        if (pop(insn).size() == 1) {
          popSingle(insn);
        }
      }
      case Opcodes.DUP,
          Opcodes.DUP_X1,
          Opcodes.DUP_X2,
          Opcodes.DUP2,
          Opcodes.DUP2_X1,
          Opcodes.DUP2_X2,
          Opcodes.SWAP ->
          shuffle(insn, opcode);
      case Opcodes.IADD,
          Opcodes.ISUB,
          Opcodes.IMUL,
          Opcodes.IDIV,
          Opcodes.IREM,
          Opcodes.ISHL,
          Opcodes.ISHR,
          Opcodes.IUSHR,
          Opcodes.IAND,
          Opcodes.IOR,
          Opcodes.IXOR ->
          binary(insn, Value.INT, Value.INT, Value.INT);
      case Opcodes.LADD,
          Opcodes.LSUB,
          Opcodes.LMUL,
          Opcodes.LDIV,
          Opcodes.LREM,
          Opcodes.LAND,
          Opcodes.LOR,
          Opcodes.LXOR ->
          binary(insn, Value.LONG, Value.LONG, Value.LONG);
      case Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR ->
          binary(insn, Value.LONG, Value.INT, Value.LONG);
      case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM ->
          binary(insn, Value.FLOAT, Value.FLOAT, Value.FLOAT);
      case Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM ->
          binary(insn, Value.DOUBLE, Value.DOUBLE, Value.DOUBLE);
      case Opcodes.INEG, Opcodes.I2B, Opcodes.I2C, Opcodes.I2S -> unary(insn, Value.INT, Value.INT);
      case Opcodes.LNEG -> unary(insn, Value.LONG, Value.LONG);
      case Opcodes.FNEG -> unary(insn, Value.FLOAT, Value.FLOAT);
      case Opcodes.DNEG -> unary(insn, Value.DOUBLE, Value.DOUBLE);
      case Opcodes.I2L -> unary(insn, Value.INT, Value.LONG);
      case Opcodes.I2F -> unary(insn, Value.INT, Value.FLOAT);
      case Opcodes.I2D -> unary(insn, Value.INT, Value.DOUBLE);
      case Opcodes.L2I -> unary(insn, Value.LONG, Value.INT);
      case Opcodes.L2F -> unary(insn, Value.LONG, Value.FLOAT);
      case Opcodes.L2D -> unary(insn, Value.LONG, Value.DOUBLE);
      case Opcodes.F2I -> unary(insn, Value.FLOAT, Value.INT);
      case Opcodes.F2L -> unary(insn, Value.FLOAT, Value.LONG);
      case Opcodes.F2D -> unary(insn, Value.FLOAT, Value.DOUBLE);
      case Opcodes.D2I -> unary(insn, Value.DOUBLE, Value.INT);
      case Opcodes.D2L -> unary(insn, Value.DOUBLE, Value.LONG);
      case Opcodes.D2F -> unary(insn, Value.DOUBLE, Value.FLOAT);
      case Opcodes.IINC -> {
        Value value = local(insn, ((IincInsnNode) insn).var);
        if (!fits(value, Value.INT)) {
          throw new FlowException(
              insn, "expected int in local " + ((IincInsnNode) insn).var + ", found " + value);
        }
      }
      case Opcodes.LCMP -> binary(insn, Value.LONG, Value.LONG, Value.INT);
      case Opcodes.FCMPL, Opcodes.FCMPG -> binary(insn, Value.FLOAT, Value.FLOAT, Value.INT);
      case Opcodes.DCMPL, Opcodes.DCMPG -> binary(insn, Value.DOUBLE, Value.DOUBLE, Value.INT);
      case Opcodes.IFEQ,
          Opcodes.IFNE,
          Opcodes.IFLT,
          Opcodes.IFGE,
          Opcodes.IFGT,
          Opcodes.IFLE,
          Opcodes.TABLESWITCH,
          Opcodes.LOOKUPSWITCH,
          Opcodes.IRETURN ->
          pop(insn, Value.INT);
      case Opcodes.IF_ICMPEQ,
          Opcodes.IF_ICMPNE,
          Opcodes.IF_ICMPLT,
          Opcodes.IF_ICMPGE,
          Opcodes.IF_ICMPGT,
          Opcodes.IF_ICMPLE -> {
        pop(insn, Value.INT);
        pop(insn, Value.INT);
      }
      case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
        popAnyReference(insn);
        popAnyReference(insn);
      }
      case Opcodes.LRETURN -> pop(insn, Value.LONG);
      case Opcodes.FRETURN -> pop(insn, Value.FLOAT);
      case Opcodes.DRETURN -> pop(insn, Value.DOUBLE);
      case Opcodes.ARETURN, Opcodes.ATHROW, Opcodes.MONITORENTER, Opcodes.MONITOREXIT ->
          popReference(insn);
      case Opcodes.IFNULL, Opcodes.IFNONNULL -> popAnyReference(insn);
      case Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.GETFIELD, Opcodes.PUTFIELD ->
          field((FieldInsnNode) insn);
      case Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKESPECIAL,
          Opcodes.INVOKESTATIC,
          Opcodes.INVOKEINTERFACE ->
          invoke((MethodInsnNode) insn);
      case Opcodes.INVOKEDYNAMIC -> {
        InvokeDynamicInsnNode indy = (InvokeDynamicInsnNode) insn;
        popArguments(insn, indy.desc);
        pushResult(Type.getReturnType(indy.desc));
      }
      case Opcodes.NEW -> {
        // An object that the same instruction made before is gone from reach: the verifier forgets
        // it, too.
        Value created = Value.uninitialized((TypeInsnNode) insn);
        initialize(created, Value.TOP);
        push(created);
      }
      case Opcodes.NEWARRAY -> {
        pop(insn, Value.INT);
        push(Value.object(primitiveArray(((IntInsnNode) insn).operand)));
      }
      case Opcodes.ANEWARRAY -> {
        pop(insn, Value.INT);
        push(Value.object("[" + Type.getObjectType(((TypeInsnNode) insn).desc).getDescriptor()));
      }
      case Opcodes.ARRAYLENGTH -> {
        popReference(insn);
        push(Value.INT);
      }
      case Opcodes.CHECKCAST -> {
        popReference(insn);
        push(Value.object(((TypeInsnNode) insn).desc));
      }
      case Opcodes.INSTANCEOF -> {
        popReference(insn);
        push(Value.INT);
      }
      case Opcodes.MULTIANEWARRAY -> {
        MultiANewArrayInsnNode array = (MultiANewArrayInsnNode) insn;
        for (int i = 0; i < array.dims; i++) {
          pop(insn, Value.INT);
        }
        push(Value.object(array.desc));
      }
      default ->
          throw new FlowException(
              insn, "an instruction that no class file of Java 7 or later may have: " + opcode);
    }
  }

  private void load(VarInsnNode insn) throws FlowException {
    Value value = local(insn, insn.var);
    boolean fits =
        switch (insn.getOpcode()) {
          case Opcodes.ILOAD -> value.kind() == Kind.INT;
          case Opcodes.LLOAD -> value.kind() == Kind.LONG;
          case Opcodes.FLOAD -> value.kind() == Kind.FLOAT;
          case Opcodes.DLOAD -> value.kind() == Kind.DOUBLE;
          default -> value.isReference() || value.isUninitialized();
        };
    if (!fits) {
      throw new FlowException(insn, "local " + insn.var + " holds " + value);
    }
    push(value);
  }

  private void arrayLoad(AbstractInsnNode insn, Value element) throws FlowException {
    pop(insn, Value.INT);
    popReference(insn);
    push(element);
  }

  private void arrayStore(AbstractInsnNode insn, Value element) throws FlowException {
    pop(insn, element);
    pop(insn, Value.INT);
    popReference(insn);
  }

  private static Value element(AbstractInsnNode at, Value array) throws FlowException {
    if (array.kind() == Kind.NULL) {
      return Value.NULL;
    }
    if (!array.name().startsWith("[")) {
      throw new FlowException(at, "expected an array on the stack, found " + array);
    }
    return Value.of(Type.getType(array.name().substring(1)));
  }

  private void binary(AbstractInsnNode insn, Value left, Value right, Value result)
      throws FlowException {
    pop(insn, right);
    pop(insn, left);
    push(result);
  }

  private void unary(AbstractInsnNode insn, Value operand, Value result) throws FlowException {
    pop(insn, operand);
    push(result);
  }

  /** Pops one value or two that together are {@code words} wide. */
  private Value[] popWords(AbstractInsnNode at, int words) throws FlowException {
    Value top = pop(at);
    if (top.size() == words) {
      return new Value[] {top};
    }
    if (words == 1 || top.size() == 2) {
      throw new FlowException(at, "half of a wide value on the stack: " + top);
    }
    return new Value[] {popSingle(at), top};
  }

  private void pushAll(Value... values) {
    for (Value value : values) {
      push(value);
    }
  }

  private void shuffle(AbstractInsnNode insn, int opcode) throws FlowException {
    if (opcode == Opcodes.SWAP) {
      Value top = popSingle(insn);
      Value below = popSingle(insn);
      pushAll(top, below);
      return;
    }
    boolean two = opcode == Opcodes.DUP2 || opcode == Opcodes.DUP2_X1 || opcode == Opcodes.DUP2_X2;
    int skipped =
        switch (opcode) {
          case Opcodes.DUP_X1, Opcodes.DUP2_X1 -> 1;
          case Opcodes.DUP_X2, Opcodes.DUP2_X2 -> 2;
          default -> 0;
        };
    Value[] copied = popWords(insn, two ? 2 : 1);
    Value[] between = skipped == 0 ? new Value[0] : popWords(insn, skipped);
    pushAll(copied);
    pushAll(between);
    pushAll(copied);
  }

  private void field(FieldInsnNode insn) throws FlowException {
    Value value = Value.of(Type.getType(insn.desc));
    int opcode = insn.getOpcode();
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
      pop(insn, value);
    }
    if (opcode == Opcodes.PUTFIELD) {
      // A constructor may set fields of its own class before it calls super(...).
      Value target = popAnyReference(insn);
      if (target.kind() == Kind.OBJECT && !fits(target, Value.object(insn.owner))) {
        throw new FlowException(insn, "expected " + insn.owner + " on the stack, found " + target);
      }
    } else if (opcode == Opcodes.GETFIELD) {
      pop(insn, Value.object(insn.owner));
    }
    if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
      push(value);
    }
  }

  private void popArguments(AbstractInsnNode at, String desc) throws FlowException {
    Type[] arguments = Type.getArgumentTypes(desc);
    for (int i = arguments.length - 1; i >= 0; i--) {
      pop(at, Value.of(arguments[i]));
    }
  }

  private void pushResult(Type type) {
    if (type.getSort() != Type.VOID) {
      push(Value.of(type));
    }
  }

  private void invoke(MethodInsnNode insn) throws FlowException {
    popArguments(insn, insn.desc);
    if (insn.name.equals("<init>")) {
      Value created = pop(insn);
      if (created.kind() == Kind.UNINITIALIZED_THIS) {
        initialize(created, Value.object(className));
      } else if (created.creation() != null && created.creation().desc.equals(insn.owner)) {
        initialize(created, Value.object(insn.owner));
      } else {
        throw new FlowException(
            insn, "expected a new " + insn.owner + " on the stack, found " + created);
      }
      return;
    }
    if (insn.getOpcode() == Opcodes.INVOKESPECIAL) {
      pop(insn, Value.object(insn.owner.equals(superName) ? className : insn.owner));
    } else if (insn.getOpcode() != Opcodes.INVOKESTATIC) {
      Value receiver = popReference(insn);
      boolean array = receiver.kind() == Kind.OBJECT && receiver.name().startsWith("[");
      if (!array && !fits(receiver, Value.object(insn.owner))) {
        throw new FlowException(
            insn, "expected " + insn.owner + " on the stack, found " + receiver);
      }
    }
    pushResult(Type.getReturnType(insn.desc));
  }

  private static Value constant(@Nullable Object cst) {
    if (cst instanceof Integer) {
      return Value.INT;
    } else if (cst instanceof Long) {
      return Value.LONG;
    } else if (cst instanceof Float) {
      return Value.FLOAT;
    } else if (cst instanceof Double) {
      return Value.DOUBLE;
    } else if (cst instanceof String) {
      return Value.object("java/lang/String");
    } else if (cst instanceof Type type) {
      return Value.object(
          type.getSort() == Type.METHOD ? "java/lang/invoke/MethodType" : "java/lang/Class");
    } else if (cst instanceof Handle) {
      return Value.object("java/lang/invoke/MethodHandle");
    } else if (cst instanceof ConstantDynamic dynamic) {
      return Value.of(Type.getType(dynamic.getDescriptor()));
    }
    throw new IllegalArgumentException("unknown constant: " + cst);
  }

  private static String primitiveArray(int operand) {
    return switch (operand) {
      case Opcodes.T_BOOLEAN -> "[Z";
      case Opcodes.T_CHAR -> "[C";
      case Opcodes.T_FLOAT -> "[F";
      case Opcodes.T_DOUBLE -> "[D";
      case Opcodes.T_BYTE -> "[B";
      case Opcodes.T_SHORT -> "[S";
      case Opcodes.T_INT -> "[I";
      default -> "[J";
    };
  }
}
