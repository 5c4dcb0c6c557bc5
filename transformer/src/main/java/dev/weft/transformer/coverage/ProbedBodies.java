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
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
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

  private ProbedBodies() {}

  /**
   * The same methods with probes in their bodies. Those of a class that JaCoCo cannot instrument
   * are left as they are: it counts nothing of it, woven or not.
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
    Skeleton skeleton = Skeleton.of(original, methods);
    String owner = methods.get(0).owner().name;
    AtomicInteger count = new AtomicInteger();
    ClassNode instrumented = new ClassNode(Names.ASM_API);
    try {
      byte[] bytes = instrumented(owner, skeleton.classFile(), count);
      new ClassReader(bytes).accept(instrumented, ClassReader.EXPAND_FRAMES);
    } catch (IOException e) {
      return Map.of();
    }
    ConstantDynamic probes =
        new ConstantDynamic("probes", PROBES_DESC, Names.PROBES_OF, count.get());
    Map<AsyncMethod, AsyncMethod> probed = new HashMap<>();
    skeleton
        .sources()
        .forEach(
            (method, name) -> {
              MethodNode body =
                  Objects.requireNonNull(Nest.method(instrumented, name, method.method().desc));
              body.name = method.method().name;
              readProbesFrom(probes, body);
              ProbesAtReturns.moveToProducers(body, method.kind());
              probed.put(method, method.withProbes(body));
            });
    return probed;
  }

  private static byte[] instrumented(String name, byte[] classFile, AtomicInteger count)
      throws IOException {
    Instrumenter jacoco =
        new Instrumenter(
            (id, unused, probes, init) -> {
              count.set(probes);
              init.visitInsn(Opcodes.ACONST_NULL);
              return 1;
            });
    return jacoco.instrument(classFile, name);
  }

  /**
   * Makes sure that JaCoCo will find room for its own probes in a woven class.
   *
   * @throws MethodTooLargeException when it will not
   */
  public static void requireRoom(String name, byte[] woven) {
    try {
      instrumented(name, woven, new AtomicInteger());
    } catch (IOException e) {
      throw e.getCause() instanceof MethodTooLargeException tooLarge
          ? tooLarge
          : new IllegalStateException(e);
    }
  }

  /**
   * JaCoCo reads the probes once, into a variable of its own. That would be one more value to save
   * at each suspension: they are read where they are used.
   *
   * <pre>
   *   ldc $jacocoData; checkcast [Z; astore v; ... aload v; push number; iconst_1; bastore
   *   ...                                          ldc probes; push number; iconst_1; bastore
   * </pre>
   */
  private static void readProbesFrom(ConstantDynamic probes, MethodNode body) {
    InsnList code = body.instructions;
    AbstractInsnNode insn = Objects.requireNonNull(Insns.nextReal(code.getFirst()));
    while (insn.getOpcode() != Opcodes.ASTORE) {
      AbstractInsnNode next = insn.getNext();
      code.remove(insn);
      insn = next;
    }
    int variable = ((VarInsnNode) insn).var;
    code.remove(insn);
    for (AbstractInsnNode at : code.toArray()) {
      if (at instanceof VarInsnNode access && access.var == variable) {
        code.set(at, new LdcInsnNode(probes));
      } else if (at instanceof FrameNode frame) {
        forget(frame, variable);
      }
    }
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
