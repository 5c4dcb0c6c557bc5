package dev.weft.transformer.plan;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.bytecode.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The async methods of a nest that an awaited call may reach directly, without a coroutine object.
 */
public final class Callees {
  /** A method handle takes fewer arguments than a method, the more the more it does with them. */
  private static final int MOST_SLOTS = 200;

  private final boolean linksOthers;
  private final Map<String, WovenMethod> methods = new HashMap<>();

  /** Of one nest. */
  public Callees(List<WovenMethod> nest, DirectCalls mode) {
    linksOthers = mode == DirectCalls.LINKED;
    boolean onSuper = mode == DirectCalls.NEST || mode == DirectCalls.LINKED;
    for (WovenMethod method : nest) {
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

  /** Whether a call of a method that is none of these is linked at run time. */
  boolean links(MethodInsnNode call) {
    return linksOthers
        && call.desc.endsWith(")" + Type.getObjectType(Names.COROUTINE))
        && call.getOpcode() != Opcodes.INVOKESPECIAL
        && Type.getArgumentsAndReturnSizes(call.desc) >> 2 <= MOST_SLOTS
        && !Names.isRuntime(call.owner);
  }

  private static String key(String prefix, String owner, String name, String desc) {
    return prefix + owner + "." + name + desc;
  }
}
