package dev.weft.transformer.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A top-level class and the classes inside it, which share their private members: what is woven at
 * once.
 *
 * @param host the outermost class
 * @param classes all of them, the host included, frames expanded
 */
public record Nest(ClassNode host, List<ClassNode> classes) {
  /** The class of this internal name, if it belongs to the nest. */
  public @Nullable ClassNode find(String name) {
    for (ClassNode node : classes) {
      if (node.name.equals(name)) {
        return node;
      }
    }
    return null;
  }

  /** The method that a class declares; null when it does not. */
  public static @Nullable MethodNode method(ClassNode owner, String name, String desc) {
    for (MethodNode method : owner.methods) {
      if (method.name.equals(name) && method.desc.equals(desc)) {
        return method;
      }
    }
    return null;
  }
}
