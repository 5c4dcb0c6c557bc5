package dev.weft.transformer.verify;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** The text of a method's bytecode. */
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
        text.text.clear();
        insn.accept(tracer);
        for (Object line : text.text) {
          writer.print((insn == marked ? " --> " : "     ") + line);
        }
      }
    }
    return out.toString();
  }
}
