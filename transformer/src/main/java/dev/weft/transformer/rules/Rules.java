package dev.weft.transformer.rules;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.Nest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The stage after the scan: what compiles and can be woven, and is a mistake all the same. Only
 * warns, and changes nothing. Thread-safe.
 */
public final class Rules {
  private final List<Rule> rules;

  /** Looks classes up in {@code classPath}. */
  public Rules(ClassFinder classPath) {
    Types types = new Types(classPath);
    BlockingCalls blocking = new BlockingCalls(types);
    this.rules =
        List.of(
            new NeverAwaited(types),
            new LostOnAThread(),
            new BlockingInAsync(blocking),
            new SwallowedCancellation(),
            new AwaitedTwice(),
            new AwaitWhileLocked(),
            new NullReturned(),
            new DroppedTask(types),
            new BlockingOverride(blocking, types));
  }

  /** Looks at every method of a nest, of which {@code async} are to be woven. */
  public List<Diagnostic> check(Nest nest, List<AsyncMethod> async) {
    // A compiler copies what stands in a finally.
    Set<Diagnostic> found = new LinkedHashSet<>();
    Set<MethodNode> woven = new HashSet<>();
    async.forEach(method -> woven.add(method.method()));
    for (ClassNode owner : nest.classes()) {
      Map<String, InvokeDynamicInsnNode> lambdas = lambdas(owner);
      for (MethodNode method : owner.methods) {
        if ((method.access & Opcodes.ACC_BRIDGE) == 0 && method.instructions.size() > 0) {
          InvokeDynamicInsnNode lambda =
              (method.access & Opcodes.ACC_SYNTHETIC) == 0
                  ? null
                  : lambdas.get(method.name + method.desc);
          Body body = new Body(nest, owner, method, woven.contains(method), lambda);
          rules.forEach(rule -> rule.check(body, found::add));
        }
      }
    }
    return List.copyOf(found);
  }

  /** The bodies of a class's lambdas, by name and descriptor, with what makes the lambda. */
  private static Map<String, InvokeDynamicInsnNode> lambdas(ClassNode owner) {
    Map<String, InvokeDynamicInsnNode> lambdas = new HashMap<>();
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        Handle body = insn instanceof InvokeDynamicInsnNode indy ? Lambdas.body(indy) : null;
        if (body != null && body.getOwner().equals(owner.name)) {
          lambdas.put(body.getName() + body.getDesc(), (InvokeDynamicInsnNode) insn);
        }
      }
    }
    return lambdas;
  }
}
