package dev.weft.transformer.coverage;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
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
final class Skeleton {
  private final byte[] classFile;
  private final Map<AsyncMethod, String> sources;

  private Skeleton(byte[] classFile, Map<AsyncMethod, String> sources) {
    this.classFile = classFile;
    this.sources = sources;
  }

  /** Of a class and its async methods. */
  static Skeleton of(byte[] original, List<AsyncMethod> methods) {
    ClassNode node = new ClassNode(Names.ASM_API);
    new ClassReader(original).accept(node, 0);
    Map<String, AsyncMethod> async = new HashMap<>();
    methods.forEach(method -> async.put(method.method().name + method.method().desc, method));
    Map<AsyncMethod, String> names = new HashMap<>();
    List<MethodNode> sources = new ArrayList<>();
    for (int i = 0; i < node.methods.size(); i++) {
      MethodNode source = node.methods.get(i);
      AsyncMethod method = async.get(source.name + source.desc);
      if (method != null) {
        node.methods.set(i, stub(method));
        source.name = Integer.toString(sources.size());
        names.put(method, source.name);
        sources.add(source);
      }
    }
    node.methods.addAll(sources);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return new Skeleton(writer.toByteArray(), names);
  }

  byte[] classFile() {
    return classFile;
  }

  /** The names of the sources. */
  Map<AsyncMethod, String> sources() {
    return sources;
  }

  private static MethodNode stub(AsyncMethod method) {
    MethodNode of = method.method();
    MethodNode stub = new MethodNode(Names.ASM_API, of.access, of.name, of.desc, null, null);
    stub.visitInsn(Opcodes.ACONST_NULL);
    stub.visitInsn(Opcodes.ARETURN);
    stub.visitMaxs(1, method.argumentSlots());
    return stub;
  }
}
