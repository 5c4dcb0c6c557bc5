package dev.weft.transformer.directory;

import dev.weft.transformer.bytecode.Annotations;
import dev.weft.transformer.bytecode.Names;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * Helps with nests of which some classes are woven and others are not: a run was killed between two
 * of their files, one of them was compiled alone, or it has nothing async.
 *
 * <p>The woven ones are shown to the transformer as plain classes, and what it makes of them is
 * thrown away. Their file stays; only the outermost class may have to admit more nest members:
 *
 * <pre>
 *   {@literal @}Woven class Outer { Coroutine m() { return new Outer$weft$m(this); } ... }    woven, stays
 *   class Outer$Inner  { {@literal @}Async Coroutine n() { ... } }         compiled again, is woven
 *   nest members of Outer: Outer$Inner, Outer$weft$m                 becomes       ..., Outer$Inner$weft$n
 * </pre>
 */
final class PartlyWoven {
  private PartlyWoven() {}

  /** A woven class as one that has nothing async. */
  static byte[] asPlainClass(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassNode node = new ClassNode(Names.ASM_API);
    reader.accept(node, 0);
    drop(node.invisibleAnnotations, Names.WOVEN_DESC);
    node.methods.removeIf(
        method -> Annotations.has(method.invisibleAnnotations, Names.SOURCE_DESC));
    node.methods.forEach(method -> drop(method.invisibleAnnotations, Names.ASYNC_DESC));
    ClassWriter writer = new ClassWriter(reader, 0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static void drop(@Nullable List<AnnotationNode> annotations, String desc) {
    if (annotations != null) {
      annotations.removeIf(annotation -> annotation.desc.equals(desc));
    }
  }

  /**
   * The outermost class of a nest with {@code members} among its members, whether it had them
   * before or not.
   */
  static byte[] withNestMembers(byte[] classFile, Set<String> members) {
    Set<String> missing = new TreeSet<>(members);
    missing.removeAll(ClassHeader.read(classFile).nestMembers());
    if (missing.isEmpty()) {
      return classFile;
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    missing.forEach(writer::visitNestMember);
    return writer.toByteArray();
  }
}
