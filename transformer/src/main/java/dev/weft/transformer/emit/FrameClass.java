package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Boxes;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.ResultType;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.SuspensionPoint;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The class of a method's frames, a nestmate of its host.
 *
 * <pre>
 *   final class C$weft$m extends Frame {
 *     C host;  String r0_0;  int i0;                         arguments, later what is alive at a suspension
 *     C$weft$m(C host, String a, int b)                      the coroutine
 *     C$weft$m(C host)                                       a frame of a direct call, made when it suspends
 *     Object start(Execution x)                              begin(); return host.m$async(a, b, x, this)
 *     int startInt(Execution x)                              where that is the result; start boxes it
 *     Object resume(Execution x)                             return host.m$resume(this, x)
 *     StackTraceElement location()
 *     boolean readsException()                               where the handlers of some points do not
 *     static void save$n(...)                                see {@link SaveMethods}
 *     void clear$n()                                         see {@link FieldClearing}
 *   }
 * </pre>
 */
final class FrameClass {
  private static final String HOST = "host";

  private final BodyPlan plan;
  private final WovenMethod woven;
  private final ClassNode node = new ClassNode(Names.ASM_API);
  private final boolean hasHost;
  private final Type hostType;

  private FrameClass(BodyPlan plan) {
    this.plan = plan;
    this.woven = plan.woven();
    this.hasHost = !woven.async().isStatic();
    this.hostType = Type.getObjectType(woven.owner());
  }

  /** The class file. */
  static byte[] emit(BodyPlan plan, String nestHost) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new FrameClass(plan).build(nestHost).accept(writer);
    return writer.toByteArray();
  }

  private ClassNode build(String nestHost) {
    node.version = woven.async().owner().version;
    node.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    node.name = woven.frameClass();
    node.superName = Names.FRAME;
    node.sourceFile = woven.async().owner().sourceFile;
    node.nestHostClass = nestHost;
    node.visitAnnotation(Names.GENERATED_DESC, false);
    if (hasHost) {
      node.fields.add(new FieldNode(Opcodes.ACC_FINAL, HOST, hostType.getDescriptor(), null, null));
    }
    for (FrameField field : plan.fields().all()) {
      node.fields.add(new FieldNode(0, field.name(), field.desc(), null, null));
    }
    addClassInitializer();
    if (!woven.isWide()) {
      addConstructor(List.of(woven.arguments()));
    }
    if (woven.isWide() || woven.arguments().length > 0) {
      addConstructor(List.of());
    }
    addStarts();
    addResume();
    addLocation();
    addReadsException();
    boolean extra = false;
    for (SaveLayout layout : plan.distinctLayouts()) {
      SaveMethods methods = new SaveMethods(woven, layout);
      addSave(layout, methods);
      addClear(layout);
      for (SaveMethods.Part part : methods.extra()) {
        addPart(part);
        extra = true;
      }
    }
    if (extra) {
      addFrameMaker();
    }
    return node;
  }

  /** All are synthetic: debuggers then pass them by when they step. */
  private MethodNode method(int access, String name, String desc, int locals) {
    MethodNode method =
        new MethodNode(Names.ASM_API, access | Opcodes.ACC_SYNTHETIC, name, desc, null, null);
    method.maxLocals = locals;
    node.methods.add(method);
    return method;
  }

  private void addClassInitializer() {
    InsnList code = method(Opcodes.ACC_STATIC, "<clinit>", "()V", 0).instructions;
    code.add(Insns.pushInt(Names.ABI));
    code.add(new LdcInsnNode(Type.getObjectType(node.name)));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, Names.ABI_CLASS, "require", Names.ABI_REQUIRE_DESC, false));
    code.add(new InsnNode(Opcodes.RETURN));
  }

  /** The descriptor of the constructor that takes these arguments after the host. */
  static String constructorDesc(WovenMethod woven, List<Type> arguments) {
    List<Type> all = new ArrayList<>(arguments);
    if (!woven.async().isStatic()) {
      all.add(0, Type.getObjectType(woven.owner()));
    }
    return Type.getMethodDescriptor(Type.VOID_TYPE, all.toArray(new Type[0]));
  }

  private void addConstructor(List<Type> arguments) {
    String desc = constructorDesc(woven, arguments);
    InsnList code =
        method(0, "<init>", desc, Type.getArgumentsAndReturnSizes(desc) >> 2).instructions;
    load(code, 0);
    code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, Names.FRAME, "<init>", "()V", false));
    int slot = 1;
    if (hasHost) {
      load(code, 0);
      load(code, slot++);
      putField(code, HOST, hostType.getDescriptor());
    }
    for (int i = 0; i < arguments.size(); i++) {
      FrameField field = plan.arguments().get(i);
      load(code, 0);
      code.add(new VarInsnNode(arguments.get(i).getOpcode(Opcodes.ILOAD), slot));
      putField(code, field.name(), field.desc());
      slot += arguments.get(i).getSize();
    }
    code.add(new InsnNode(Opcodes.RETURN));
  }

  private void addStarts() {
    Type result = woven.result();
    if (!ResultType.isAskedFor(result)) {
      addStart(ResultType.REFERENCE);
      return;
    }
    addStart(result);
    InsnList code = method(Opcodes.ACC_PUBLIC, "start", Names.FRAME_START_DESC, 2).instructions;
    load(code, 0);
    load(code, 1);
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            node.name,
            AwaitCalls.startName(result),
            AwaitCalls.startDesc(result),
            false));
    code.add(Boxes.box(result));
    code.add(new InsnNode(Opcodes.ARETURN));
  }

  private void addStart(Type returned) {
    InsnList code =
        method(
                Opcodes.ACC_PUBLIC,
                AwaitCalls.startName(returned),
                AwaitCalls.startDesc(returned),
                2)
            .instructions;
    load(code, 0);
    code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, node.name, "begin", "()V", false));
    loadHost(code, 0);
    if (!woven.isWide()) {
      for (FrameField field : plan.arguments()) {
        load(code, 0);
        getField(code, field.name(), field.desc());
      }
      FieldClearing.clear(code, woven, 0, plan.arguments());
      load(code, 1);
      load(code, 0);
    } else {
      load(code, 0);
      load(code, 1);
    }
    // stack: (host,) arguments, x, this
    call(code, woven.startName(), woven.startDesc());
    Type result = woven.result();
    if (woven.isPrimitive() && !result.equals(returned)) {
      code.add(Boxes.box(result));
    }
    code.add(new InsnNode(returned.getOpcode(Opcodes.IRETURN)));
  }

  private void addResume() {
    InsnList code = method(Opcodes.ACC_PROTECTED, "resume", Names.FRAME_START_DESC, 2).instructions;
    Type result = woven.result();
    if (woven.isPrimitive()) {
      load(code, 1);
    }
    loadHost(code, 0);
    load(code, 0);
    load(code, 1);
    // stack: (x for the result,) (host,) this, x
    call(code, woven.resumeName(), woven.resumeDesc());
    if (woven.isPrimitive()) {
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL,
              Names.EXECUTION,
              "handOver" + ResultType.word(result),
              "(" + result + ")Ljava/lang/Object;",
              false));
    } else if (result.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    }
    code.add(new InsnNode(Opcodes.ARETURN));
  }

  private void addLocation() {
    List<SuspensionPoint> points =
        plan.points().stream().sorted(Comparator.comparingInt(SuspensionPoint::number)).toList();
    int first = points.isEmpty() ? 0 : Math.min(0, points.get(0).number());
    int last = points.isEmpty() ? 0 : Math.max(0, points.get(points.size() - 1).number());
    char[] lines = new char[last - first + 1];
    for (SuspensionPoint point : points) {
      lines[point.number() - first] = (char) point.line();
    }
    lines[-first] = (char) Describe.firstLine(plan.body());
    InsnList code =
        method(Opcodes.ACC_PROTECTED, "location", Names.FRAME_LOCATION_DESC, 1).instructions;
    load(code, 0);
    code.add(new LdcInsnNode(woven.owner().replace('/', '.')));
    code.add(new LdcInsnNode(woven.async().method().name));
    code.add(sourceFile(node.sourceFile));
    code.add(new LdcInsnNode(new String(lines)));
    code.add(Insns.pushInt(first));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, node.name, "element", Names.FRAME_ELEMENT_DESC, false));
    code.add(new InsnNode(Opcodes.ARETURN));
  }

  /** A character for each point that a handler covers, not 0 where the handler looks. */
  private void addReadsException() {
    BitSet unread = plan.unread();
    if (unread.isEmpty()) {
      return;
    }
    int last = plan.points().stream().mapToInt(SuspensionPoint::number).max().orElse(0);
    StringBuilder reads = new StringBuilder();
    for (int number = 1; number <= last; number++) {
      reads.append(unread.get(number) ? '\0' : '\1');
    }
    InsnList code = method(Opcodes.ACC_PROTECTED, "readsException", "()Z", 1).instructions;
    load(code, 0);
    code.add(new LdcInsnNode(reads.toString()));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, node.name, "isSet", Names.FRAME_IS_SET_DESC, false));
    code.add(new InsnNode(Opcodes.IRETURN));
  }

  private static org.objectweb.asm.tree.AbstractInsnNode sourceFile(@Nullable String file) {
    return file == null ? new InsnNode(Opcodes.ACONST_NULL) : new LdcInsnNode(file);
  }

  private void addSave(SaveLayout layout, SaveMethods methods) {
    int slots = (Type.getArgumentsAndReturnSizes(methods.desc()) >> 2) - 1;
    InsnList code = method(Opcodes.ACC_STATIC, methods.name(), methods.desc(), slots).instructions;
    int state = slots - 1;
    int execution = slots - 2;
    int frame = slots - 3;
    makeFrameIfAbsent(code, frame);
    int slot = 0;
    for (Saved operand : layout.operands()) {
      store(code, operand, frame, slot);
      slot += operand.value().size();
    }
    for (Saved local : methods.locals()) {
      if (local.field() != null) {
        store(code, local, frame, slot);
        slot += local.value().size();
      }
    }
    load(code, frame);
    load(code, execution);
    code.add(new VarInsnNode(Opcodes.ILOAD, state));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, node.name, "suspend", Names.FRAME_SUSPEND_DESC, false));
    code.add(new InsnNode(Opcodes.RETURN));
  }

  private void addClear(SaveLayout layout) {
    if (FieldClearing.isOutlined(layout)) {
      InsnList code = method(0, FieldClearing.name(layout), "()V", 1).instructions;
      FieldClearing.clear(code, woven, 0, FieldClearing.references(layout));
      code.add(new InsnNode(Opcodes.RETURN));
    }
  }

  private void makeFrameIfAbsent(InsnList code, int frame) {
    load(code, frame);
    LabelNode present = new LabelNode();
    code.add(new JumpInsnNode(Opcodes.IFNONNULL, present));
    code.add(new TypeInsnNode(Opcodes.NEW, node.name));
    code.add(new InsnNode(Opcodes.DUP));
    loadHost(code, frame - 1, true);
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL, node.name, "<init>", constructorDesc(woven, List.of()), false));
    code.add(new VarInsnNode(Opcodes.ASTORE, frame));
    code.add(present);
    code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
  }

  private void store(InsnList code, Saved saved, int frame, int slot) {
    if (saved.field() != null) {
      load(code, frame);
      code.add(new VarInsnNode(saved.value().loadOpcode(), slot));
      putField(code, saved.field().name(), saved.field().desc());
    }
  }

  private void addPart(SaveMethods.Part part) {
    int slots = (Type.getArgumentsAndReturnSizes(part.desc()) >> 2) - 1;
    InsnList code = method(Opcodes.ACC_STATIC, part.name(), part.desc(), slots).instructions;
    int slot = 1;
    for (Saved local : part.values()) {
      if (local.field() != null) {
        store(code, local, 0, slot);
        slot += local.value().size();
      }
    }
    code.add(new InsnNode(Opcodes.RETURN));
  }

  private void addFrameMaker() {
    String desc = new SaveMethods(woven, plan.distinctLayouts().get(0)).frameDesc();
    int frame = hasHost ? 1 : 0;
    InsnList code = method(Opcodes.ACC_STATIC, SaveMethods.FRAME, desc, frame + 1).instructions;
    makeFrameIfAbsent(code, frame);
    load(code, frame);
    code.add(new InsnNode(Opcodes.ARETURN));
  }

  // ---- instructions
  // ------------------------------------------------------------------------------------------------

  private static void load(InsnList code, int slot) {
    code.add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  private void loadHost(InsnList code, int frame) {
    loadHost(code, frame, false);
  }

  /** From a local where it is a parameter, else from the frame. */
  private void loadHost(InsnList code, int slot, boolean parameter) {
    if (hasHost) {
      load(code, slot);
      if (!parameter) {
        getField(code, HOST, hostType.getDescriptor());
      }
    }
  }

  private void getField(InsnList code, String name, String desc) {
    code.add(new FieldInsnNode(Opcodes.GETFIELD, node.name, name, desc));
  }

  private void putField(InsnList code, String name, String desc) {
    code.add(new FieldInsnNode(Opcodes.PUTFIELD, node.name, name, desc));
  }

  private void call(InsnList code, String name, String desc) {
    code.add(
        new MethodInsnNode(
            woven.callOpcode(), woven.owner(), name, desc, woven.async().inInterface()));
  }
}
