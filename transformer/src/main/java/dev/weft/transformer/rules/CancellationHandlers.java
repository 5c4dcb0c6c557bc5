package dev.weft.transformer.rules;

import dev.weft.transformer.bytecode.Names;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The handlers in which a cancellation of an await ends up.
 *
 * <pre>
 *   try (var in = open()) {             its handler adds what close throws, and throws again
 *     await(read(in));
 *   } catch (CancelledError e) {        of the resource and the await: here
 *   } catch (Throwable e) {             never
 *   } finally { ... }                   catches anything, and throws again
 * </pre>
 */
final class CancellationHandlers {
  private static final Set<String> WIDE = Set.of(Names.THROWABLE, "java/lang/Error");
  private static final int MAX_NESTED = 16;

  private final Body body;

  /** Where each handler throws what it caught, -1 where it does not. */
  private final Map<LabelNode, Integer> rethrows = new HashMap<>();

  CancellationHandlers(Body body) {
    this.body = body;
  }

  /** In the order of the awaits, and whether each names CancelledError. */
  Map<LabelNode, Boolean> reached() {
    Map<LabelNode, Boolean> reached = new LinkedHashMap<>();
    if (body.method.tryCatchBlocks.stream().anyMatch(CancellationHandlers::isCatch)) {
      for (MethodInsnNode await : body.awaits()) {
        LabelNode handler = last(body.index(await));
        if (handler != null) {
          reached.computeIfAbsent(handler, this::namesCancelledError);
        }
      }
    }
    return reached;
  }

  private static boolean isCatch(TryCatchBlockNode block) {
    return block.type != null
        && (WIDE.contains(block.type) || block.type.equals(Names.CANCELLED_ERROR));
  }

  private @Nullable LabelNode last(int index) {
    LabelNode handler = first(index);
    for (int i = 0; i < MAX_NESTED && handler != null; i++) {
      int again = rethrows.computeIfAbsent(handler, this::rethrow);
      if (again < 0) {
        return handler;
      }
      handler = first(again);
    }
    return null;
  }

  private @Nullable LabelNode first(int index) {
    for (TryCatchBlockNode block : body.method.tryCatchBlocks) {
      if (isCatch(block) && body.index(block.start) <= index && index < body.index(block.end)) {
        return block.handler;
      }
    }
    return null;
  }

  private int rethrow(LabelNode handler) {
    for (AbstractInsnNode insn = handler; insn != null; insn = insn.getNext()) {
      if (insn.getOpcode() == Opcodes.ATHROW && body.origins().operand(insn, 0).insn() == handler) {
        return body.index(insn);
      }
    }
    return -1;
  }

  private boolean namesCancelledError(LabelNode handler) {
    return body.method.tryCatchBlocks.stream()
        .anyMatch(block -> block.handler == handler && Names.CANCELLED_ERROR.equals(block.type));
  }
}
