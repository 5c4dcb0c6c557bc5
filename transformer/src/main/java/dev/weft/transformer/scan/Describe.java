package dev.weft.transformer.scan;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Says in a reader's words which method and line a problem is at. */
public final class Describe {
  private Describe() {}

  /** A problem at an instruction. */
  public static Diagnostic at(
      DiagnosticCode code,
      ClassNode owner,
      MethodNode method,
      AbstractInsnNode insn,
      String explanation) {
    return new Diagnostic(
        code, owner.name, name(method), owner.sourceFile, Insns.lineOf(insn), explanation);
  }

  /** A problem of a whole method. */
  public static Diagnostic method(
      DiagnosticCode code, ClassNode owner, MethodNode method, String explanation) {
    return new Diagnostic(
        code, owner.name, name(method), owner.sourceFile, firstLine(method), explanation);
  }

  /** A problem of a whole class. */
  public static Diagnostic type(
      DiagnosticCode code, String name, @Nullable String sourceFile, String explanation) {
    return new Diagnostic(code, name, "", sourceFile, 0, explanation);
  }

  /**
   * The method's name and the simple names of its parameter types; of a lambda, the method it
   * stands in.
   */
  public static String name(MethodNode method) {
    String name = method.name;
    if (name.startsWith("lambda$")) {
      int end = name.lastIndexOf('$');
      String enclosing = end > 7 ? name.substring(7, end) : "";
      return enclosing.isEmpty() || enclosing.equals("new") || enclosing.equals("static")
          ? "lambda"
          : "lambda in " + enclosing;
    }
    return name + "(" + parameters(method.desc) + ")";
  }

  private static String parameters(String desc) {
    return Arrays.stream(Type.getArgumentTypes(desc))
        .map(Describe::simple)
        .collect(Collectors.joining(", "));
  }

  /** A type without its package. */
  public static String simple(Type type) {
    String name = type.getClassName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** The line of a body's first instruction; 0 where the class file has none. */
  public static int firstLine(MethodNode method) {
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }
}
