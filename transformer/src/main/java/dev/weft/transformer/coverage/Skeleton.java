package dev.weft.transformer.coverage;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class with all the code of the woven one but the copies, and in the same order: JaCoCo gives
 * each probe in it the number that it will have in the woven class.
 *
 * <pre>
 *   Coroutine m() { return null; }        a stub: without a branch, it has a single probe
 *   ...                                   the methods that are not async
 *   Coroutine 0() { ... }                 the sources, behind all others: here a number is their name
 * </pre>
 */
final class Skeleton extends ClassVisitor {
  private final Map<String, AsyncMethod> async = new HashMap<>();
  private final Map<AsyncMethod, String> sources = new LinkedHashMap<>();
  private final List<MethodNode> last = new ArrayList<>();
  private final byte[] classFile;

  private Skeleton(ClassReader original, ClassWriter writer, List<AsyncMethod> methods) {
    super(Names.ASM_API, writer);
    methods.forEach(method -> async.put(method.method().name + method.method().desc, method));
    original.accept(this, 0);
    last.forEach(source -> source.accept(writer));
    classFile = writer.toByteArray();
  }

  /** Of a class and its async methods. */
  static Skeleton of(byte[] original, List<AsyncMethod> methods) {
    ClassReader reader = new ClassReader(original);
    return new Skeleton(reader, new ClassWriter(reader, 0), methods);
  }

  byte[] classFile() {
    return classFile;
  }

  /** The names of the sources. */
  Map<AsyncMethod, String> sources() {
    return sources;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String desc,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor writer = super.visitMethod(access, name, desc, signature, exceptions);
    AsyncMethod method = async.get(name + desc);
    if (method == null) {
      return writer;
    }
    writer.visitCode();
    writer.visitInsn(Opcodes.ACONST_NULL);
    writer.visitInsn(Opcodes.ARETURN);
    writer.visitMaxs(1, method.argumentSlots());
    writer.visitEnd();
    String number = Integer.toString(last.size());
    sources.put(method, number);
    last.add(new MethodNode(Names.ASM_API, access, number, desc, signature, exceptions));
    return last.get(last.size() - 1);
  }
}
