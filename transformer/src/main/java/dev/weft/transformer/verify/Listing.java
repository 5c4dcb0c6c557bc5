package dev.weft.transformer.verify;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** The text of a method's bytecode: its instructions, then its exception table. */
public final class Listing {
  private Listing() {}

  /** One instruction a line; {@code marked} has an arrow before it. */
  public static String of(MethodNode method, @Nullable AbstractInsnNode marked) {
    Textifier text = new Textifier();
    TraceMethodVisitor tracer = new TraceMethodVisitor(text);
    StringWriter out = new StringWriter();
    try (PrintWriter writer = new PrintWriter(out)) {
      writer.println(method.name + method.desc);
      for (AbstractInsnNode insn : method.instructions) {
        insn.accept(tracer);
        print(text, insn == marked ? " --> " : "     ", writer);
      }
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        block.accept(tracer);
        print(text, "     ", writer);
      }
    }
    return out.toString();
  }

  private static void print(Textifier text, String margin, PrintWriter writer) {
    for (Object line : text.text) {
      writer.print(margin + line);
    }
    text.text.clear();
  }
}
