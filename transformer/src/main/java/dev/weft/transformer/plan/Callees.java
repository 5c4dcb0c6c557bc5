package dev.weft.transformer.plan;

import dev.weft.transformer.DirectCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The async methods of a nest that an awaited call may reach directly, without a coroutine object.
 */
public final class Callees {
  private final Map<String, WovenMethod> methods = new HashMap<>();

  /** Of one nest. */
  public Callees(List<WovenMethod> nest, DirectCalls mode) {
    for (WovenMethod method : nest) {
      boolean onSuper = mode == DirectCalls.NEST;
      if (method.mayBeCalledDirectly(mode)) {
        methods.put(
            key("", method.owner(), method.async().method().name, method.async().method().desc),
            method);
      }
      if (onSuper && method.mayBeCalledBySuper()) {
        methods.put(
            key(
                "super.",
                method.owner(),
                method.async().method().name,
                method.async().method().desc),
            method);
      }
    }
  }

  /** The method that a call instruction surely runs; null when that is not known. */
  @Nullable WovenMethod find(MethodInsnNode call) {
    WovenMethod callee = methods.get(key("", call.owner, call.name, call.desc));
    if (callee == null && call.getOpcode() == Opcodes.INVOKESPECIAL) {
      callee = methods.get(key("super.", call.owner, call.name, call.desc));
    }
    return callee;
  }

  private static String key(String prefix, String owner, String name, String desc) {
    return prefix + owner + "." + name + desc;
  }
}
