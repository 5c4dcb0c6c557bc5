package dev.weft.transformer.bytecode;

import dev.weft.transformer.ClassFinder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Superclasses, read from class files. Only verification and the check of return types ask; what is
 * not on the class path counts as fitting.
 */
public final class Hierarchy implements Subtypes {
  /**
   * {@code constructor} is the access of the constructor without parameters, private where there is
   * none.
   */
  private record ClassInfo(@Nullable String superName, int access, int constructor) {}

  private final ClassFinder finder;
  private final Map<String, Optional<ClassInfo>> classes = new ConcurrentHashMap<>();

  /** Reads from this class path. */
  public Hierarchy(ClassFinder finder) {
    this.finder = finder;
  }

  @Override
  public boolean isSubtype(String subtype, String supertype) {
    if (subtype.equals(supertype) || supertype.equals(Names.OBJECT)) {
      return true;
    }
    if (supertype.startsWith("[")) {
      return subtype.startsWith("[") && isArraySubtype(subtype, supertype);
    }
    ClassInfo target = info(supertype);
    if (target == null || (target.access & Opcodes.ACC_INTERFACE) != 0) {
      return true;
    }
    if (subtype.startsWith("[")) {
      return false;
    }
    return isSubclass(subtype, supertype, true);
  }

  private boolean isArraySubtype(String subtype, String supertype) {
    Type from = Type.getType(subtype.substring(1));
    Type to = Type.getType(supertype.substring(1));
    boolean references = from.getSort() >= Type.ARRAY && to.getSort() >= Type.ARRAY;
    return references ? isSubtype(from.getInternalName(), to.getInternalName()) : from.equals(to);
  }

  /** Whether every class on the way up to {@code superclass} could be found. */
  public boolean isKnownSubclass(String name, String superclass) {
    return isSubclass(name, superclass, false);
  }

  private boolean isSubclass(String name, String superclass, boolean ifUnknown) {
    String at = name;
    for (int i = 0; i < 1000; i++) {
      if (at.equals(superclass)) {
        return true;
      }
      ClassInfo info = info(at);
      if (info == null) {
        return ifUnknown;
      }
      if (info.superName == null) {
        return false;
      }
      at = info.superName;
    }
    return ifUnknown;
  }

  /**
   * Whether a class can be made with {@code new name()} by another class of its package or of any.
   */
  public boolean isInstantiable(String name, boolean samePackage) {
    ClassInfo info = info(name);
    return info != null
        && (info.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0
        && (info.constructor & Opcodes.ACC_PRIVATE) == 0
        && (samePackage || (info.access & info.constructor & Opcodes.ACC_PUBLIC) != 0);
  }

  private @Nullable ClassInfo info(String name) {
    return classes.computeIfAbsent(name, this::read).orElse(null);
  }

  private Optional<ClassInfo> read(String name) {
    byte[] bytes = finder.find(name);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      int[] constructor = {Opcodes.ACC_PRIVATE};
      reader.accept(
          new ClassVisitor(Names.ASM_API) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                int access,
                String method,
                String desc,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              if (method.equals("<init>") && desc.equals("()V")) {
                constructor[0] = access;
              }
              return null;
            }
          },
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return Optional.of(new ClassInfo(reader.getSuperName(), reader.getAccess(), constructor[0]));
    } catch (RuntimeException e) {
      // A class file we cannot read is one we know nothing of.
      return Optional.empty();
    }
  }
}
