package dev.weft.transformer.rules;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Nest;
import dev.weft.transformer.scan.ReturnKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Supertypes, and what their methods declare, read from class files as far as they can be found.
 */
final class Types {
  /**
   * A method that returns an object.
   *
   * @param signature with type arguments, if it has any
   */
  record Method(boolean async, @Nullable String signature) {}

  private record TypeInfo(List<String> supertypes, Map<String, Method> methods) {}

  private final ClassFinder finder;
  private final Map<String, Optional<TypeInfo>> types = new ConcurrentHashMap<>();

  Types(ClassFinder finder) {
    this.finder = finder;
  }

  /** Whether a class or interface is known to be a {@code supertype}; internal names. */
  boolean isSubtype(String name, String supertype) {
    return name.equals(supertype) || supertypes(name).contains(supertype);
  }

  /** All supertypes that are known, nearest first, without {@code name}. */
  List<String> supertypes(String name) {
    List<String> found = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(name, Names.OBJECT));
    Deque<String> work = new ArrayDeque<>();
    work.add(name);
    while (!work.isEmpty()) {
      for (String supertype : info(work.remove()).supertypes()) {
        if (seen.add(supertype)) {
          found.add(supertype);
          work.add(supertype);
        }
      }
    }
    return found;
  }

  /**
   * The method that a call names: the one that the class declares, or the nearest above; null if it
   * is not known.
   */
  @Nullable Method find(String owner, String name, String desc) {
    if (owner.startsWith("[")) {
      return null;
    }
    Method found = declared(owner, name, desc);
    for (String supertype : found == null ? supertypes(owner) : List.<String>of()) {
      found = found == null ? declared(supertype, name, desc) : found;
    }
    return found;
  }

  /** The method that a class declares itself; null if it is not known to. */
  @Nullable Method declared(String owner, String name, String desc) {
    return info(owner).methods().get(name + desc);
  }

  /**
   * Whether a call surely gives a coroutine that is kept or has no body: the method is declared not
   * to be async and only returns {@code result(...)}, {@code done()}, or a field. The default of an
   * interface is there to be overridden.
   */
  boolean givesNoBody(String owner, String name, String desc) {
    byte[] bytes = finder.find(owner);
    Method declared = declared(owner, name, desc);
    if (bytes == null || declared == null || declared.async()) {
      return false;
    }
    ClassNode node = new ClassNode(Names.ASM_API);
    new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
    boolean overridden = (node.access & Opcodes.ACC_INTERFACE) != 0;
    MethodNode method = overridden ? null : Nest.method(node, name, desc);
    boolean returns = false;
    for (AbstractInsnNode insn :
        method == null ? List.<AbstractInsnNode>of() : method.instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        AbstractInsnNode value = Insns.precededBy(insn);
        boolean field = value instanceof FieldInsnNode;
        if (!field
            && !ReturnKind.COROUTINE.isResult(value)
            && !ReturnKind.COROUTINE.isDone(value)) {
          return false;
        }
        returns = true;
      }
    }
    return returns;
  }

  private TypeInfo info(String name) {
    return types.computeIfAbsent(name, this::read).orElse(new TypeInfo(List.of(), Map.of()));
  }

  private Optional<TypeInfo> read(String name) {
    byte[] bytes = finder.find(name);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      List<String> supertypes = new ArrayList<>();
      if (reader.getSuperName() != null) {
        supertypes.add(reader.getSuperName());
      }
      supertypes.addAll(List.of(reader.getInterfaces()));
      Map<String, Method> methods = new HashMap<>();
      reader.accept(
          new Methods(methods),
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return Optional.of(new TypeInfo(List.copyOf(supertypes), methods));
    } catch (RuntimeException e) {
      // A class file we cannot read is one we know nothing of.
      return Optional.empty();
    }
  }

  private static final class Methods extends ClassVisitor {
    private final Map<String, Method> methods;

    Methods(Map<String, Method> methods) {
      super(Names.ASM_API);
      this.methods = methods;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String desc,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (Type.getReturnType(desc).getSort() != Type.OBJECT) {
        return null;
      }
      methods.put(name + desc, new Method(false, signature));
      return new MethodVisitor(Names.ASM_API) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          if (annotation.equals(Names.ASYNC_DESC)) {
            methods.put(name + desc, new Method(true, signature));
          }
          return null;
        }
      };
    }
  }
}
