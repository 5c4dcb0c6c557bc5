package dev.weft.transformer.explain;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.bytecode.Names;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What objects take on a 64-bit HotSpot with compressed references and class pointers, which is how
 * it runs with less than 32 GiB: a header of 12 bytes, 4 for a reference, all rounded up to 8.
 */
final class ObjectSize {
  private static final int HEADER = 12;
  private static final int ALIGNMENT = 8;

  private final ClassFinder finder;
  private final Map<String, Integer> inherited = new HashMap<>();

  ObjectSize(ClassFinder finder) {
    this.finder = finder;
  }

  /** Of a field of this type. */
  static int ofField(Type type) {
    return switch (type.getSort()) {
      case Type.LONG, Type.DOUBLE -> 8;
      case Type.BOOLEAN, Type.BYTE -> 1;
      case Type.CHAR, Type.SHORT -> 2;
      default -> 4;
    };
  }

  /** Of an object whose class declares fields of so many bytes. */
  int ofObject(String superName, int ownFields) {
    int bytes = HEADER + inherited(superName) + ownFields;
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private int inherited(String name) {
    Integer known = inherited.get(name);
    if (known == null) {
      known = read(name);
      inherited.put(name, known);
    }
    return known;
  }

  private int read(String name) {
    byte[] bytes = name.equals(Names.OBJECT) ? null : finder.find(name);
    if (bytes == null) {
      return 0;
    }
    int[] sum = {0};
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Names.ASM_API) {
          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String field,
              String desc,
              @Nullable String signature,
              @Nullable Object value) {
            if ((access & Opcodes.ACC_STATIC) == 0) {
              sum[0] += ofField(Type.getType(desc));
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return sum[0] + inherited(reader.getSuperName());
  }
}
