package dev.weft.transformer.coverage;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.Nest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jacoco.core.instr.Instrumenter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts into the bodies of async methods the probes of JaCoCo, by JaCoCo itself.
 *
 * <p>JaCoCo counts a line by the probes that its bytecode gets, and each place where a body can be
 * entered after a suspension would be one more. So in the layout for coverage it is shown the body
 * as the compiler wrote it, in a method that is never called, and the copies that run mark the
 * probes of that one:
 *
 * <pre>
 *   Coroutine m()         the stub
 *   Coroutine m$source()  the body as the compiler wrote it: what JaCoCo instruments and counts
 *   R m$async(...)        the copies, woven from the body that this class returns
 *   R m$resume(...)
 * </pre>
 *
 * The copies come last, so that their own probes, which JaCoCo does not count, do not shift those
 * of the sources.
 */
public final class ProbedBodies {
  private static final String PROBES_DESC = "[Z";

  /** What JaCoCo adds to a class. */
  private static final String JACOCO_INIT = "$jacocoInit";

  private ProbedBodies() {}

  /**
   * The same methods with probes in their bodies. Those of a class that has probes already, or no
   * room for any, are left as they are: JaCoCo adds none to it, woven or not.
   *
   * @param original the class files, by internal name
   */
  public static List<AsyncMethod> of(List<AsyncMethod> methods, Function<String, byte[]> original) {
    Map<ClassNode, List<AsyncMethod>> byClass = new LinkedHashMap<>();
    for (AsyncMethod method : methods) {
      byClass.computeIfAbsent(method.owner(), unused -> new ArrayList<>()).add(method);
    }
    Map<AsyncMethod, AsyncMethod> probed = new HashMap<>();
    byClass.forEach((owner, own) -> probed.putAll(probed(original.apply(owner.name), own)));
    return methods.stream().map(method -> probed.getOrDefault(method, method)).toList();
  }

  private static Map<AsyncMethod, AsyncMethod> probed(byte[] original, List<AsyncMethod> methods) {
    ClassNode node = methods.get(0).owner();
    if (node.methods.stream().anyMatch(method -> method.name.equals(JACOCO_INIT))) {
      return Map.of();
    }
    Skeleton skeleton = Skeleton.of(original, methods);
    AtomicInteger count = new AtomicInteger();
    ClassNode instrumented = new ClassNode(Names.ASM_API);
    try {
      byte[] bytes = instrumented(node.name, skeleton.classFile(), count);
      new ClassReader(bytes).accept(instrumented, ClassReader.EXPAND_FRAMES);
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      return Map.of();
    }
    MethodNode probes = probesMethod(node, count.get());
    Map<AsyncMethod, AsyncMethod> probed = new HashMap<>();
    skeleton
        .sources()
        .forEach(
            (method, name) -> {
              MethodNode body =
                  Objects.requireNonNull(Nest.method(instrumented, name, method.method().desc));
              body.name = method.method().name;
              readProbesFrom(call(node, probes), body);
              ProbesAtExits.moveToProducers(body, method.kind());
              probed.put(method, method.withProbes(body, probes));
            });
    return probed;
  }

  private static byte[] instrumented(String name, byte[] classFile, AtomicInteger count) {
    Instrumenter jacoco =
        new Instrumenter(
            (id, unused, probes, init) -> {
              count.set(probes);
              init.visitInsn(Opcodes.ACONST_NULL);
              return 1;
            });
    try {
      return jacoco.instrument(classFile, name);
    } catch (IOException e) {
      if (e.getCause() instanceof MethodTooLargeException tooLarge) {
        throw tooLarge;
      }
      if (e.getCause() instanceof ClassTooLargeException tooLarge) {
        throw tooLarge;
      }
      throw new IllegalStateException("JaCoCo cannot instrument " + name, e);
    }
  }

  /**
   * Makes sure that JaCoCo will find room for its own probes in a woven class.
   *
   * @throws MethodTooLargeException when it will not
   * @throws ClassTooLargeException when it will not
   */
  public static void requireRoom(String name, byte[] woven) {
    instrumented(name, woven, new AtomicInteger());
  }

  /**
   * JaCoCo reads the probes once, into a variable of its own. That would be one more value to save
   * at each suspension: they are read where they are used. The slot of the variable stays free.
   *
   * <pre>
   *   ldc $jacocoData; checkcast [Z; astore v; ... aload v;         push number; iconst_1; bastore
   *   ...                                          $weft$probes();  push number; iconst_1; bastore
   * </pre>
   */
  private static void readProbesFrom(MethodInsnNode probes, MethodNode body) {
    InsnList code = body.instructions;
    AbstractInsnNode insn = Objects.requireNonNull(Insns.nextReal(code.getFirst()));
    boolean known = insn instanceof LdcInsnNode ldc && ldc.cst instanceof ConstantDynamic;
    AbstractInsnNode cast = Objects.requireNonNull(Insns.nextReal(insn.getNext()));
    AbstractInsnNode store = Objects.requireNonNull(Insns.nextReal(cast.getNext()));
    if (!known || cast.getOpcode() != Opcodes.CHECKCAST || store.getOpcode() != Opcodes.ASTORE) {
      throw new IllegalStateException("not as JaCoCo begins a method: " + body.name);
    }
    int variable = ((VarInsnNode) store).var;
    List.of(insn, cast, store).forEach(code::remove);
    for (AbstractInsnNode at : code.toArray()) {
      if (at instanceof VarInsnNode access && access.var == variable) {
        code.set(at, probes.clone(Map.of()));
      } else if (at instanceof FrameNode frame) {
        forget(frame, variable);
      }
    }
  }

  /**
   * The method by which the bodies of a class get at its probes. In a body itself the constant
   * would do harm: when HotSpot (17) words a NullPointerException, it miscounts the stack where one
   * is pushed. With values below it, the message is garbage, and now and then the JVM ends.
   */
  private static MethodNode probesMethod(ClassNode owner, int count) {
    String name = Names.PROBES_METHOD;
    while (Nest.method(owner, name, Names.PROBES_METHOD_DESC) != null) {
      name += "$";
    }
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodNode method =
        new MethodNode(Names.ASM_API, access, name, Names.PROBES_METHOD_DESC, null, null);
    method.visitLdcInsn(new ConstantDynamic("probes", PROBES_DESC, Names.PROBES_OF, count));
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 0);
    return method;
  }

  private static MethodInsnNode call(ClassNode owner, MethodNode method) {
    boolean isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, owner.name, method.name, method.desc, isInterface);
  }

  /** Of an expanded frame, in which a long or a double is one entry for two variables. */
  private static void forget(FrameNode frame, int variable) {
    int slot = 0;
    for (int i = 0; slot <= variable && i < frame.local.size(); i++) {
      Object type = frame.local.get(i);
      if (slot == variable) {
        frame.local.set(i, Opcodes.TOP);
      }
      slot += type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
  }
}
