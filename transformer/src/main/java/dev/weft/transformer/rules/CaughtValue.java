package dev.weft.transformer.rules;

import dev.weft.transformer.analyse.Origin;
import dev.weft.transformer.analyse.Origins;
import dev.weft.transformer.bytecode.Insns;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Whether a handler does more with what it caught than to print or log it.
 *
 * <pre>
 *   catch (Throwable e) { e.printStackTrace(); }                   no
 *   catch (Throwable e) { log.warn("failed", e); }                 no
 *   catch (Throwable e) { out.println("no " + e.getMessage()); }   no
 *   catch (Throwable e) { promise.fail(e); }                       yes
 *   catch (Throwable e) { error = e; }                             yes
 *   catch (Throwable e) { if (e instanceof Boom) ... }             yes
 *   catch (Throwable e) { return result(e.getMessage()); }         yes
 * </pre>
 */
final class CaughtValue {
  /** Methods of a Throwable whose value tells of it. */
  private static final Set<String> TEXTS =
      Set.of(
          "getMessage", "getLocalizedMessage", "toString", "getClass", "getName", "getSimpleName");

  private final Body body;
  private final LabelNode handler;
  private final Origins origins;

  /** What made the caught value and the texts made of it. */
  private final Set<AbstractInsnNode> tellers = new HashSet<>();

  CaughtValue(Body body, LabelNode handler) {
    this.body = body;
    this.handler = handler;
    this.origins = body.origins();
  }

  boolean isUsed() {
    tellers.add(handler);
    AbstractInsnNode first = Insns.nextReal(handler);
    for (AbstractInsnNode insn : body.method.instructions) {
      if (insn != first && uses(insn)) {
        return true;
      }
    }
    return false;
  }

  private boolean uses(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.ASTORE,
          Opcodes.AASTORE,
          Opcodes.PUTFIELD,
          Opcodes.PUTSTATIC,
          Opcodes.ARETURN,
          Opcodes.ATHROW,
          Opcodes.INSTANCEOF,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL,
          Opcodes.CHECKCAST ->
          tells(origins.operand(insn, 0));
      case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE ->
          tells(origins.operand(insn, 0)) || tells(origins.operand(insn, 1));
      case Opcodes.INVOKEDYNAMIC -> uses((InvokeDynamicInsnNode) insn);
      case Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKEINTERFACE,
          Opcodes.INVOKESPECIAL,
          Opcodes.INVOKESTATIC ->
          uses((MethodInsnNode) insn);
      default -> false;
    };
  }

  private boolean uses(InvokeDynamicInsnNode indy) {
    boolean told = isArgument(indy, indy.desc);
    if (told && indy.name.startsWith("makeConcat")) {
      tellers.add(indy);
      return false;
    }
    return told;
  }

  private boolean uses(MethodInsnNode call) {
    boolean on = call.getOpcode() != Opcodes.INVOKESTATIC && tells(origins.receiver(call));
    boolean told = isArgument(call, call.desc);
    if ((!on && !told) || prints(call) || (on && call.name.equals("printStackTrace"))) {
      return false;
    }
    if (makesText(call) || (on && TEXTS.contains(call.name))) {
      tellers.add(call);
      return false;
    }
    return true;
  }

  private boolean isArgument(AbstractInsnNode insn, String desc) {
    for (int i = 0; i < Type.getArgumentCount(desc); i++) {
      if (tells(origins.operand(insn, i))) {
        return true;
      }
    }
    return false;
  }

  private boolean tells(Origin origin) {
    return origin.insn() != null && tellers.contains(origin.insn());
  }

  private static boolean makesText(MethodInsnNode call) {
    AbstractInsnNode next = Insns.followedBy(call);
    boolean dropped = next == null || next.getOpcode() == Opcodes.POP;
    boolean builder =
        call.owner.equals("java/lang/StringBuilder") && !call.name.equals("<init>") && !dropped;
    return builder || (call.owner.equals("java/lang/String") && call.name.equals("valueOf"));
  }

  /** Loggers by the name of their class, whichever library they are from. */
  private static boolean prints(MethodInsnNode call) {
    String owner = call.owner.substring(call.owner.lastIndexOf('/') + 1);
    return owner.contains("Log") || owner.equals("PrintStream") || owner.equals("PrintWriter");
  }
}
