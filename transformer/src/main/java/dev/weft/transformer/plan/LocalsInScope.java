package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.analyse.Value;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The slots of the variables that a debugger shows at each instruction of a method, where they have
 * a value.
 *
 * <pre>
 *   int a = f();  use(a);
 *   await(x);                 a is in scope, though nothing reads it any more
 * </pre>
 */
final class LocalsInScope {
  private LocalsInScope() {}

  /** By the index of the instruction; nothing where the method has no debug information. */
  static Map<Integer, BitSet> of(MethodNode body, TypeFlow types) {
    if (body.localVariables == null) {
      return Map.of();
    }
    Map<Integer, BitSet> inScope = new HashMap<>();
    for (LocalVariableNode variable : body.localVariables) {
      int end = body.instructions.indexOf(variable.end);
      for (int i = body.instructions.indexOf(variable.start); i < end; i++) {
        State state = types.before(i);
        if (state != null && hasValue(state, variable.index)) {
          inScope.computeIfAbsent(i, unused -> new BitSet()).set(variable.index);
        }
      }
    }
    uninitialised(body, types).stream()
        .forEach(slot -> inScope.values().forEach(slots -> slots.clear(slot)));
    return inScope;
  }

  private static boolean hasValue(State state, int slot) {
    return slot < state.locals().length && state.locals()[slot].kind() != Value.Kind.TOP;
  }

  /** Slots that hold an object without its constructor having run: these cannot be saved. */
  private static BitSet uninitialised(MethodNode body, TypeFlow types) {
    BitSet found = new BitSet();
    for (int i = 0; i < body.instructions.size(); i++) {
      State state = types.before(i);
      List<Value> locals = state == null ? List.of() : List.of(state.locals());
      for (int slot = 0; slot < locals.size(); slot++) {
        if (locals.get(slot).isUninitialized()) {
          found.set(slot);
        }
      }
    }
    return found;
  }
}
