package dev.weft.transformer.analyse;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.bytecode.Subtypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The types before every instruction of a method, read from the frames that its compiler wrote and
 * simulated forward from each to the next: one pass, no class hierarchy, no class path.
 *
 * <pre>
 *   String s = f();  Object o = s;  if (c) o = 1;  await(o)
 *   frame [String, Object] at the join       the types at the await are the frame's: s String, o Object
 * </pre>
 */
public final class TypeFlow {
  private final @Nullable State[] before;

  private TypeFlow(@Nullable State[] before) {
    this.before = before;
  }

  /**
   * Reads a method whose frames are expanded.
   *
   * @throws FlowException when the class file is damaged
   */
  public static TypeFlow of(String className, String superName, MethodNode method)
      throws FlowException {
    return new TypeFlow(run(className, superName, method, null));
  }

  /**
   * As {@link #of}, and checks everything that the JVM's verifier checks, as far as {@code
   * subtypes} knows the classes.
   *
   * @throws FlowException at the first instruction that does not fit
   */
  public static TypeFlow verified(
      String className, String superName, MethodNode method, Subtypes subtypes)
      throws FlowException {
    return new TypeFlow(run(className, superName, method, subtypes));
  }

  /**
   * The types before the instruction at {@code index}; null where it is dead code without a frame.
   */
  public @Nullable State before(int index) {
    return before[index];
  }

  private static @Nullable State[] run(
      String className, String superName, MethodNode method, @Nullable Subtypes subtypes)
      throws FlowException {
    InsnList insns = method.instructions;
    Simulator simulator =
        new Simulator(
            className,
            superName,
            method.maxLocals,
            method.maxStack,
            (from, to) -> subtypes == null || subtypes.isSubtype(from.name(), to.name()));
    simulator.set(initial(className, method));
    Frames frames = subtypes == null ? null : new Frames(method, simulator);
    @Nullable State[] states = new State[insns.size()];
    boolean reached = true;
    for (int i = 0; i < states.length; i++) {
      AbstractInsnNode insn = insns.get(i);
      if (insn instanceof FrameNode frame) {
        State declared = State.of(frame, method.maxLocals);
        if (frames != null && reached) {
          frames.check(frame, simulator.state(), declared);
        }
        simulator.set(declared);
        reached = true;
      }
      if (!reached) {
        if (frames != null && Insns.isReal(insn)) {
          throw new FlowException(insn, "code that nothing reaches has no frame");
        }
        continue;
      }
      State state = simulator.state();
      states[i] = state;
      if (!Insns.isReal(insn)) {
        continue;
      }
      if (frames != null) {
        frames.checkHandlers(i, insn, state);
      }
      simulator.execute(insn);
      if (frames != null) {
        frames.checkHandlers(i, insn, simulator.state());
        frames.checkTargets(insn, simulator.state());
      }
      reached = !Insns.endsBlock(insn.getOpcode());
    }
    if (reached && frames != null) {
      throw new FlowException(insns.getLast(), "control runs over the end of the method");
    }
    return states;
  }

  /** The types on entry: the parameters. */
  private static State initial(String className, MethodNode method) throws FlowException {
    Value[] locals = new Value[method.maxLocals];
    Arrays.fill(locals, Value.TOP);
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      locals[slot++] =
          method.name.equals("<init>") ? Value.UNINITIALIZED_THIS : Value.object(className);
    }
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      Value value = Value.of(argument);
      if (slot + value.size() > locals.length) {
        throw new FlowException(
            method.instructions.getFirst(), "the method has fewer locals than parameters");
      }
      locals[slot] = value;
      slot += value.size();
    }
    return new State(locals, new Value[0]);
  }

  /** The frames of a method under verification, and the checks of states against them. */
  private static final class Frames {
    private final Simulator simulator;
    private final Map<LabelNode, State> atLabel = new HashMap<>();
    private final @Nullable List<State>[] handlers;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Frames(MethodNode method, Simulator simulator) throws FlowException {
      this.simulator = simulator;
      InsnList insns = method.instructions;
      for (AbstractInsnNode insn = insns.getFirst(); insn != null; insn = insn.getNext()) {
        if (insn instanceof FrameNode frame) {
          State state = State.of(frame, method.maxLocals);
          for (AbstractInsnNode at = frame.getPrevious();
              at != null && !Insns.isReal(at);
              at = at.getPrevious()) {
            if (at instanceof LabelNode label) {
              atLabel.put(label, state);
            }
          }
        }
      }
      handlers = new List[insns.size()];
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        State handler = target(block.handler, block.handler);
        checkCaught(block, handler);
        int end = insns.indexOf(block.end);
        for (int i = insns.indexOf(block.start); i < end; i++) {
          List<State> states = handlers[i];
          if (states == null) {
            states = new ArrayList<>(2);
            handlers[i] = states;
          }
          states.add(handler);
        }
      }
    }

    private void checkCaught(TryCatchBlockNode block, State handler) throws FlowException {
      Value caught = Value.object(block.type == null ? Names.THROWABLE : block.type);
      if (handler.stack().length != 1 || !simulator.fits(caught, handler.stack()[0])) {
        throw new FlowException(
            block.handler,
            "the frame of a handler declares another stack: "
                + handler
                + ", what it catches is "
                + caught);
      }
    }

    private State target(AbstractInsnNode at, LabelNode label) throws FlowException {
      State state = atLabel.get(label);
      if (state == null) {
        throw new FlowException(at, "no frame at a jump target");
      }
      return state;
    }

    void check(AbstractInsnNode at, State actual, State declared) throws FlowException {
      if (actual.stack().length != declared.stack().length) {
        throw new FlowException(
            at,
            "the frame declares another stack: " + declared + ", control arrives with " + actual);
      }
      for (int i = 0; i < actual.stack().length; i++) {
        if (!simulator.fits(actual.stack()[i], declared.stack()[i])) {
          throw new FlowException(
              at,
              "operand "
                  + i
                  + " is "
                  + actual.stack()[i]
                  + ", the frame declares "
                  + declared.stack()[i]);
        }
      }
      checkLocals(at, actual, declared);
    }

    private void checkLocals(AbstractInsnNode at, State actual, State declared)
        throws FlowException {
      for (int i = 0; i < actual.locals().length; i++) {
        if (!simulator.fits(actual.locals()[i], declared.locals()[i])) {
          throw new FlowException(
              at,
              "local "
                  + i
                  + " is "
                  + actual.locals()[i]
                  + ", the frame declares "
                  + declared.locals()[i]);
        }
      }
    }

    void checkHandlers(int index, AbstractInsnNode at, State state) throws FlowException {
      List<State> states = handlers[index];
      if (states != null) {
        for (State handler : states) {
          checkLocals(at, state, handler);
        }
      }
    }

    void checkTargets(AbstractInsnNode insn, State state) throws FlowException {
      if (insn instanceof JumpInsnNode jump) {
        check(insn, state, target(insn, jump.label));
      } else if (insn instanceof TableSwitchInsnNode table) {
        check(insn, state, target(insn, table.dflt));
        for (LabelNode label : table.labels) {
          check(insn, state, target(insn, label));
        }
      } else if (insn instanceof LookupSwitchInsnNode lookup) {
        check(insn, state, target(insn, lookup.dflt));
        for (LabelNode label : lookup.labels) {
          check(insn, state, target(insn, label));
        }
      }
    }
  }
}
