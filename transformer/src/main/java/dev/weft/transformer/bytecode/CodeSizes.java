package dev.weft.transformer.bytecode;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/**
 * Reads from a class file how many bytes of code its methods have, which ASM's visitors do not
 * tell.
 */
public final class CodeSizes {
  private CodeSizes() {}

  /** The lengths, by name and descriptor; methods without code are left out. */
  public static Map<String, Integer> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    Map<String, Integer> sizes = new HashMap<>();
    // access, this, super, the number of interfaces
    int at = reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
    at = skipMembers(reader, at);
    int methods = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      String method = reader.readUTF8(at + 2, buffer) + reader.readUTF8(at + 4, buffer);
      int attributes = reader.readUnsignedShort(at + 6);
      at += 8;
      for (int j = 0; j < attributes; j++) {
        if ("Code".equals(reader.readUTF8(at, buffer))) {
          // name, length, max_stack, max_locals, code_length
          sizes.put(method, reader.readInt(at + 10));
        }
        at += 6 + reader.readInt(at + 2);
      }
    }
    return sizes;
  }

  private static int skipMembers(ClassReader reader, int start) {
    int members = reader.readUnsignedShort(start);
    int at = start + 2;
    for (int i = 0; i < members; i++) {
      int attributes = reader.readUnsignedShort(at + 6);
      at += 8;
      for (int j = 0; j < attributes; j++) {
        at += 6 + reader.readInt(at + 2);
      }
    }
    return at;
  }
}
