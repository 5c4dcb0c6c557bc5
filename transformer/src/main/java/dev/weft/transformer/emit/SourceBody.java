package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.WovenMethod;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.tree.MethodNode;

/**
 * The body of an async method as the compiler wrote it, in a method that nobody calls: JaCoCo
 * counts it. Of the annotations it has those that make JaCoCo leave a method out.
 */
final class SourceBody extends MethodVisitor {
  private SourceBody(MethodVisitor to) {
    super(Names.ASM_API, to);
  }

  /** Writes it to a class, if the copies are woven from a body with probes. */
  static void emit(WovenMethod woven, ClassVisitor to) {
    MethodNode source = woven.async().source();
    if (source != null) {
      String[] exceptions = source.exceptions.toArray(new String[0]);
      MethodVisitor method =
          to.visitMethod(woven.copyAccess(), woven.sourceName(), source.desc, null, exceptions);
      method.visitAnnotation(Names.SOURCE_DESC, false).visitEnd();
      source.accept(new SourceBody(method));
    }
  }

  @Override
  public void visitParameter(String name, int access) {}

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String desc, boolean visible) {
    String simpleName = desc.substring(Math.max(desc.lastIndexOf('/'), desc.lastIndexOf('$')) + 1);
    return simpleName.contains("Generated") ? super.visitAnnotation(desc, visible) : null;
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int typeRef, TypePath typePath, String desc, boolean visible) {
    return null;
  }

  @Override
  public void visitAnnotableParameterCount(int count, boolean visible) {}

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int parameter, String desc, boolean visible) {
    return null;
  }

  @Override
  public void visitAttribute(Attribute attribute) {}
}
