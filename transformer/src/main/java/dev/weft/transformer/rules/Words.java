package dev.weft.transformer.rules;

import dev.weft.transformer.scan.Describe;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** How messages name what is called. */
final class Words {
  private Words() {}

  /** A method's name and parameter types. */
  static String call(MethodInsnNode call) {
    return call(call.name, call.desc);
  }

  /** A method's name and parameter types. */
  static String call(String name, String desc) {
    return Arrays.stream(Type.getArgumentTypes(desc))
        .map(Describe::simple)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** A class's simple name and the method's. */
  static String qualified(MethodInsnNode call) {
    return Describe.simple(Type.getObjectType(call.owner)) + "." + call.name;
  }
}
