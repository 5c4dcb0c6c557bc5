package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.scan.Counted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites a class of the user: async methods become stubs, their copies are added, and the class
 * is marked. Everything else is copied as it is, unknown attributes included.
 */
final class HostClass extends ClassVisitor {
  private final Map<String, BodyPlan> plans = new HashMap<>();

  private HostClass(ClassWriter writer, List<BodyPlan> plans) {
    super(Names.ASM_API, writer);
    for (BodyPlan plan : plans) {
      this.plans.put(plan.woven().async().method().name + plan.woven().async().method().desc, plan);
    }
  }

  /**
   * The new class file.
   *
   * @param original as the compiler wrote it
   * @param plans of the class's own async methods
   * @param newNestMembers frame classes of the whole nest, if this is its host
   */
  static byte[] emit(byte[] original, List<BodyPlan> plans, List<String> newNestMembers) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    // ASM counts what it allocates to widen jumps, even garbage: a large method exceeds the
    // default. 64 KiB bound it.
    writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    reader.accept(new HostClass(writer, plans), 0);
    for (BodyPlan plan : plans) {
      SourceBody.emit(plan.woven(), writer);
    }
    plans.stream()
        .map(plan -> plan.woven().async().counted())
        .filter(Objects::nonNull)
        .map(Counted::probes)
        .distinct()
        .forEach(probes -> probes.accept(writer));
    for (BodyPlan plan : plans) {
      add(StartCopy.emit(plan), plan, writer);
      if (!plan.points().isEmpty()) {
        add(ResumeCopy.emit(plan), plan, writer);
      }
    }
    newNestMembers.forEach(writer::visitNestMember);
    AnnotationVisitor mark = writer.visitAnnotation(Names.WOVEN_DESC, false);
    mark.visit("abi", Names.ABI);
    AnnotationVisitor frames = mark.visitArray("frames");
    plans.stream()
        .map(plan -> plan.woven().frameClass())
        .sorted()
        .forEach(frame -> frames.visit(null, frame));
    frames.visitEnd();
    mark.visitEnd();
    return writer.toByteArray();
  }

  private static void add(MethodNode copy, BodyPlan plan, ClassWriter writer) {
    if (plan.woven().async().source() != null) {
      copy.visitAnnotation(Names.GENERATED_DESC, false).visitEnd();
    }
    copy.accept(writer);
  }

  /** The nest members to add to a host that has some already. */
  static List<String> missing(@Nullable List<String> present, List<String> frames) {
    TreeSet<String> missing = new TreeSet<>(frames);
    if (present != null) {
      present.forEach(missing::remove);
    }
    return List.copyOf(missing);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String desc,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor writer = super.visitMethod(access, name, desc, signature, exceptions);
    BodyPlan plan = plans.get(name + desc);
    return plan == null ? writer : new Replacement(writer, plan);
  }

  /** Keeps what belongs to the method, and replaces its code. */
  private static final class Replacement extends MethodVisitor {
    private final MethodVisitor writer;
    private final BodyPlan plan;

    Replacement(MethodVisitor writer, BodyPlan plan) {
      super(Names.ASM_API);
      this.writer = writer;
      this.plan = plan;
    }

    @Override
    public void visitCode() {
      if (plan.woven().async().source() != null) {
        // JaCoCo leaves the stub out then: what it counts as the method is the source.
        writer.visitAnnotation(Names.GENERATED_DESC, false).visitEnd();
      }
      writer.visitCode();
      Stub.emit(plan, writer);
      writer.visitMaxs(0, 0);
    }

    @Override
    public void visitEnd() {
      writer.visitEnd();
    }

    @Override
    public void visitParameter(String name, int access) {
      writer.visitParameter(name, access);
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
      return writer.visitAnnotationDefault();
    }

    @Override
    public AnnotationVisitor visitAnnotation(String desc, boolean visible) {
      return writer.visitAnnotation(desc, visible);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(
        int typeRef, TypePath typePath, String desc, boolean visible) {
      return writer.visitTypeAnnotation(typeRef, typePath, desc, visible);
    }

    @Override
    public void visitAnnotableParameterCount(int count, boolean visible) {
      writer.visitAnnotableParameterCount(count, visible);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String desc, boolean visible) {
      return writer.visitParameterAnnotation(parameter, desc, visible);
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      writer.visitAttribute(attribute);
    }
  }
}
