package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * WEFT-210: an override that is not async, of a method that is, blocks in the call itself.
 *
 * <pre>
 *   class Shop { @Async Coroutine&lt;Integer&gt; price(String item) { ... } }
 *
 *   class RemoteShop extends Shop {
 *     Coroutine&lt;Integer&gt; price(String item) { return result(client.send(...).body()); }
 *   }
 *
 *   "Shop.price is @Async, so its callers expect a coroutine at once. HttpClient.send holds the thread ..."
 * </pre>
 */
final class BlockingOverride implements Rule {
  private static final Set<String> ASYNC_RESULTS =
      Set.of(Names.COROUTINE, Names.TASK, Names.COMPLETABLE_FUTURE, Names.COMPLETION_STAGE);

  private final BlockingCalls blocking;
  private final Types types;

  BlockingOverride(BlockingCalls blocking, Types types) {
    this.blocking = blocking;
    this.types = types;
  }

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    Type result = Type.getReturnType(body.method.desc);
    boolean own =
        (body.method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC))
            == 0;
    if (body.async
        || !own
        || result.getSort() != Type.OBJECT
        || !ASYNC_RESULTS.contains(result.getInternalName())) {
      return;
    }
    List<BlockingCalls.Found> found = blocking.in(body);
    String overridden = found.isEmpty() ? null : overridden(body);
    if (overridden != null) {
      for (BlockingCalls.Found call : found) {
        report.accept(problem(body, call, overridden));
      }
    }
  }

  /**
   * The class above that declares the method, or one it bridges, as {@code @Async}; null if none
   * does.
   */
  private @Nullable String overridden(Body body) {
    for (String desc : descriptors(body)) {
      for (String supertype : types.supertypes(body.owner.name)) {
        Types.Method method = types.declared(supertype, body.method.name, desc);
        if (method != null && method.async()) {
          return supertype;
        }
      }
    }
    return null;
  }

  /** The method's descriptor, and those of the bridges to it. */
  private static List<String> descriptors(Body body) {
    List<String> descriptors = new ArrayList<>();
    descriptors.add(body.method.desc);
    for (MethodNode bridge : body.owner.methods) {
      if ((bridge.access & Opcodes.ACC_BRIDGE) != 0
          && bridge.name.equals(body.method.name)
          && calls(bridge, body.method)) {
        descriptors.add(bridge.desc);
      }
    }
    return descriptors;
  }

  private static boolean calls(MethodNode bridge, MethodNode target) {
    for (var insn : bridge.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.name.equals(target.name)
          && call.desc.equals(target.desc)) {
        return true;
      }
    }
    return false;
  }

  private static Diagnostic problem(Body body, BlockingCalls.Found found, String overridden) {
    return body.problem(
        DiagnosticCode.BLOCKING_OVERRIDE,
        found.call(),
        found.call().name,
        Describe.simple(Type.getObjectType(overridden))
            + "."
            + body.method.name
            + " is @Async: who calls it on a loop expects to go on at once, but here "
            + Words.qualified(found.call())
            + " holds the thread before there is anything to await. Make this method @Async, too. "
            + found.known().remedy()
            + ".");
  }
}
