package dev.weft.transformer.testing;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.verify.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

/**
 * Writes {@code class Raw { @Async Coroutine<Object> method(Probe) }} from the text of its
 * instructions, as no Java compiler would. Slot 0 is {@code this}, slot 1 the probe. Instructions
 * are separated by lines or semicolons and named as the JVM names them; besides:
 *
 * <pre>
 *   await a, awaitInt 5       pushes the awaited String, int
 *   construct Object          calls the constructor of the new Box below its arguments, of these types
 *   join, boxInt, boxLong, boxDouble, log, result
 *   of a; awaitIt             the two halves of await a, without the cast
 *   seven, nothing            the coroutine of a private async method whose result is an int, void
 *   awaits                    how many awaits there have been
 *   static                    first of all: the method is static, and the probe in slot 0
 *   probe 6                   from here on, the probe is in slot 6
 *   label:                    try start end handler [type]
 *   frame this probe int | java/lang/String
 * </pre>
 */
public final class RawClass {
  public static final String NAME = "fixtures/Raw";
  private static final String PROBE = Type.getInternalName(Probe.class);
  private static final String BOX = Type.getInternalName(Box.class);
  private static final String SELF = Type.getInternalName(RawClass.class);
  private static final String OBJECT = "java/lang/Object";
  private static final String STRING = "java/lang/String";
  private static final String WEFT = "dev/weft/Weft";
  private static final String COROUTINE_DESC = "Ldev/weft/Coroutine;";
  private static final String METHOD_DESC = "(L" + PROBE + ";)" + COROUTINE_DESC;

  private final int flags;
  private final MethodVisitor out;
  private final Map<String, Label> labels = new HashMap<>();
  private int probe = 1;

  private RawClass(int flags, MethodVisitor out) {
    this.flags = flags;
    this.out = out;
  }

  /** An object whose construction leaves a trace. */
  public static final class Box {
    private final String text;

    public Box(Probe probe, Object content) {
      text = "box(" + content + ")";
      probe.log("new " + text);
    }

    public Box(Object content) {
      text = "[" + content + "]";
    }

    public Box(long number, Object content) {
      text = "[" + number + " " + content + "]";
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Called by the methods written: {@code join}. */
  public static String join(Object left, Object right) {
    return left + "," + right;
  }

  // ---- classes

  /** The class with a method whose frames ASM computes. */
  public static Map<String, byte[]> computed(String text) {
    return write(ClassWriter.COMPUTE_FRAMES, Opcodes.V17, text);
  }

  /** The class with a method whose frames are in the text. */
  public static Map<String, byte[]> framed(String text) {
    return write(ClassWriter.COMPUTE_MAXS, Opcodes.V17, text);
  }

  /** The class in a class file of this version; ASM computes its frames. */
  public static Map<String, byte[]> ofVersion(int version, String text) {
    return write(ClassWriter.COMPUTE_FRAMES, version, text);
  }

  private static Map<String, byte[]> write(int flags, int version, String text) {
    ClassWriter writer =
        new ClassWriter(flags) {
          @Override
          protected String getCommonSuperClass(String a, String b) {
            return isThrowable(a) && isThrowable(b) ? "java/lang/Throwable" : OBJECT;
          }
        };
    writer.visit(version, Opcodes.ACC_SUPER, NAME, null, OBJECT, null);
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    constructor.visitEnd();
    boolean isStatic = text.startsWith("static");
    int access = isStatic ? Opcodes.ACC_STATIC : 0;
    MethodVisitor method = writer.visitMethod(access, "method", METHOD_DESC, null, null);
    method.visitAnnotation("Ldev/weft/Async;", false).visitEnd();
    method.visitCode();
    new RawClass(flags, method).write(text);
    method.visitMaxs(0, 0);
    method.visitEnd();
    async(writer, "seven", "awaitInt 7; boxInt; result");
    async(writer, "nothing", "await nothing; pop; done");
    writer.visitEnd();
    return Map.of(NAME, writer.toByteArray());
  }

  private static boolean isThrowable(String name) {
    return name.matches(".*(Throwable|Exception|Error|Failure)");
  }

  private static void async(ClassWriter writer, String name, String text) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PRIVATE, name, METHOD_DESC, null, null);
    method.visitAnnotation("Ldev/weft/Async;", false).visitEnd();
    method.visitCode();
    new RawClass(ClassWriter.COMPUTE_FRAMES, method).write(text);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  /**
   * What is wrong with the woven method, beginning with the first difference to the reference;
   * empty if nothing.
   */
  public static Optional<String> problem(Map<String, byte[]> compiled) {
    Weaving.Result woven = Weaving.weave(compiled);
    for (Diagnostic diagnostic : woven.diagnostics()) {
      if (diagnostic.isError()) {
        return Optional.of(diagnostic.code().id() + " " + diagnostic.explanation());
      }
    }
    try {
      Class<?> reference = Class.forName("fixtures.Raw", true, Runs.reference(compiled));
      Class<?> actual = Class.forName("fixtures.Raw", true, woven.load());
      return Comparison.difference(reference, actual, "method");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the listing of all that is woven below target/fixtures. */
  public static void saveListing(Map<String, byte[]> compiled, String name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (byte[] bytes : Weaving.weave(compiled).classes().values()) {
      ClassNode node = new ClassNode();
      new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
      for (MethodNode method : node.methods) {
        text.append(node.name).append('.').append(Listing.of(method, null)).append('\n');
      }
    }
    Path file = Path.of("target", "fixtures", "raw", name + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  // ---- the text

  private void write(String text) {
    List<String[]> code = new ArrayList<>();
    for (String statement : text.split("[;\n]")) {
      String[] words = statement.strip().split("\\s+");
      if (words[0].equals("try")) {
        out.visitTryCatchBlock(
            label(words[1]), label(words[2]), label(words[3]), words.length > 4 ? words[4] : null);
      } else if (!words[0].isEmpty()) {
        code.add(words);
      }
    }
    code.forEach(this::write);
  }

  private Label label(String name) {
    return labels.computeIfAbsent(name, unused -> new Label());
  }

  private void write(String[] words) {
    String operand = words.length > 1 ? words[1] : "";
    if (words[0].endsWith(":")) {
      out.visitLabel(label(words[0].substring(0, words[0].length() - 1)));
      return;
    }
    switch (words[0]) {
      case "await" -> {
        out.visitVarInsn(Opcodes.ALOAD, probe);
        out.visitLdcInsn(operand);
        awaitOf(STRING);
      }
      case "awaitInt" -> {
        out.visitVarInsn(Opcodes.ALOAD, probe);
        out.visitLdcInsn(Integer.valueOf(operand));
        call(Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;");
        awaitOf("java/lang/Integer");
        call(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I");
      }
      case "of" -> {
        out.visitVarInsn(Opcodes.ALOAD, probe);
        out.visitLdcInsn(operand);
        of();
      }
      case "awaitIt" -> await();
      case "seven", "nothing" -> {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitVarInsn(Opcodes.ALOAD, probe);
        call(Opcodes.INVOKEVIRTUAL, NAME, words[0], METHOD_DESC);
      }
      case "awaits" -> {
        out.visitVarInsn(Opcodes.ALOAD, probe);
        call(Opcodes.INVOKEVIRTUAL, PROBE, "awaits", "()I");
      }
      case "static" -> probe = 0;
      case "probe" -> probe = Integer.parseInt(operand);
      case "intValue" -> call(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I");
      case "construct" -> construct(words);
      case "join" ->
          call(
              Opcodes.INVOKESTATIC,
              SELF,
              "join",
              "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/String;");
      case "boxInt" ->
          call(Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;");
      case "boxLong" ->
          call(Opcodes.INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;");
      case "boxDouble" ->
          call(Opcodes.INVOKESTATIC, "java/lang/Double", "valueOf", "(D)Ljava/lang/Double;");
      case "message" ->
          call(Opcodes.INVOKEVIRTUAL, "java/lang/Throwable", "getMessage", "()Ljava/lang/String;");
      case "log" -> {
        out.visitVarInsn(Opcodes.ALOAD, probe);
        out.visitInsn(Opcodes.SWAP);
        call(Opcodes.INVOKEVIRTUAL, PROBE, "log", "(Ljava/lang/Object;)Ljava/lang/Object;");
        out.visitInsn(Opcodes.POP);
      }
      case "result" -> {
        call(Opcodes.INVOKESTATIC, WEFT, "result", "(Ljava/lang/Object;)" + COROUTINE_DESC);
        out.visitInsn(Opcodes.ARETURN);
      }
      case "done" -> {
        call(Opcodes.INVOKESTATIC, WEFT, "done", "()" + COROUTINE_DESC);
        out.visitInsn(Opcodes.ARETURN);
      }
      case "string" -> out.visitLdcInsn(operand);
      case "int" -> out.visitLdcInsn(Integer.valueOf(operand));
      case "long" -> out.visitLdcInsn(Long.valueOf(operand));
      case "double" -> out.visitLdcInsn(Double.valueOf(operand));
      case "iinc" -> out.visitIincInsn(Integer.parseInt(operand), Integer.parseInt(words[2]));
      case "frame" -> frame(Arrays.asList(words).subList(1, words.length));
      case "tableswitch" -> {
        Label[] targets = Arrays.stream(words).skip(3).map(this::label).toArray(Label[]::new);
        int low = Integer.parseInt(operand);
        out.visitTableSwitchInsn(low, low + targets.length - 1, label(words[2]), targets);
      }
      default -> plain(opcode(words[0]), operand);
    }
  }

  private static int opcode(String name) {
    int opcode = Arrays.asList(Printer.OPCODES).indexOf(name.toUpperCase(Locale.ROOT));
    if (opcode < 0) {
      throw new IllegalArgumentException("no instruction: " + name);
    }
    return opcode;
  }

  private void plain(int opcode, String operand) {
    if (operand.isEmpty()) {
      out.visitInsn(opcode);
    } else if (opcode == Opcodes.NEW
        || opcode == Opcodes.ANEWARRAY
        || opcode == Opcodes.CHECKCAST) {
      out.visitTypeInsn(opcode, type(operand));
    } else if (Character.isDigit(operand.charAt(0))) {
      out.visitVarInsn(opcode, Integer.parseInt(operand));
    } else {
      out.visitJumpInsn(opcode, label(operand));
    }
  }

  private static String type(String name) {
    return name.equals("Box") ? BOX : name;
  }

  private void construct(String[] words) {
    StringBuilder desc = new StringBuilder("(");
    for (int i = 1; i < words.length; i++) {
      desc.append(
          switch (words[i]) {
            case "long" -> "J";
            case "Probe" -> "L" + PROBE + ";";
            default -> "Ljava/lang/Object;";
          });
    }
    call(Opcodes.INVOKESPECIAL, BOX, "<init>", desc.append(")V").toString());
  }

  private void frame(List<String> words) {
    if (flags == ClassWriter.COMPUTE_FRAMES) {
      return;
    }
    int bar = words.indexOf("|");
    Object[] locals =
        words.subList(0, bar < 0 ? words.size() : bar).stream().map(this::frameType).toArray();
    Object[] stack =
        words.subList(bar < 0 ? words.size() : bar + 1, words.size()).stream()
            .map(this::frameType)
            .toArray();
    out.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
  }

  private Object frameType(String word) {
    return switch (word) {
      case "top" -> Opcodes.TOP;
      case "int" -> Opcodes.INTEGER;
      case "long" -> Opcodes.LONG;
      case "double" -> Opcodes.DOUBLE;
      case "float" -> Opcodes.FLOAT;
      case "null" -> Opcodes.NULL;
      case "this" -> NAME;
      case "probe" -> PROBE;
      default -> word.startsWith("new:") ? label(word.substring(4)) : type(word);
    };
  }

  private void awaitOf(String type) {
    of();
    await();
    out.visitTypeInsn(Opcodes.CHECKCAST, type);
  }

  private void of() {
    call(Opcodes.INVOKEVIRTUAL, PROBE, "of", "(Ljava/lang/Object;)" + COROUTINE_DESC);
  }

  private void await() {
    call(Opcodes.INVOKESTATIC, WEFT, "await", "(Ldev/weft/Awaitable;)Ljava/lang/Object;");
  }

  private void call(int opcode, String owner, String name, String desc) {
    out.visitMethodInsn(opcode, owner, name, desc, false);
  }
}
