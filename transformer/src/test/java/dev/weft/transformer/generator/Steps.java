package dev.weft.transformer.generator;

import dev.weft.transformer.bytecode.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Ends programs that run for too long: counts calls and jumps backwards. */
public final class Steps {
  private static final int MOST = 200_000;

  private static int taken;

  private Steps() {}

  /** Thrown at the step after the last one. */
  public static final class Exceeded extends Error {
    private static final long serialVersionUID = 1;

    Exceeded() {
      super("too many steps", null, false, false);
    }
  }

  /** Before a run. */
  static void reset() {
    taken = 0;
  }

  static boolean exceeded() {
    return taken > MOST;
  }

  /** What is inserted. A program that catches the error and goes on waits forever. */
  public static void take() {
    taken++;
    if (taken > 2 * MOST) {
      while (true) {
        java.util.concurrent.locks.LockSupport.park();
      }
    }
    if (taken > MOST) {
      throw new Exceeded();
    }
  }

  /** The same classes, counting. */
  static Map<String, byte[]> counted(Map<String, byte[]> classes) {
    Map<String, byte[]> counted = new HashMap<>();
    classes.forEach((name, bytes) -> counted.put(name, counted(bytes)));
    return counted;
  }

  private static byte[] counted(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Names.ASM_API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] exceptions) {
            return new Counting(super.visitMethod(access, name, desc, signature, exceptions));
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class Counting extends MethodVisitor {
    private final Set<Label> seen = new HashSet<>();

    Counting(MethodVisitor next) {
      super(Names.ASM_API, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      count();
    }

    @Override
    public void visitLabel(Label label) {
      seen.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (seen.contains(label)) {
        count();
      }
      super.visitJumpInsn(opcode, label);
    }

    private void count() {
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, Steps.class.getName().replace('.', '/'), "take", "()V", false);
    }
  }
}
