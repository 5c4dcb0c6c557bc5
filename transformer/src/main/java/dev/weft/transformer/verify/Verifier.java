package dev.weft.transformer.verify;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.analyse.FlowException;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Describe;
import java.util.function.BiPredicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The last stage: reads back what was emitted and checks it as the JVM will, before anything
 * replaces a class file.
 */
public final class Verifier {
  private Verifier() {}

  /**
   * Checks the methods of an emitted class for which {@code emitted} (name, descriptor) holds.
   *
   * @throws TransformException WEFT-113 with the listing, the bad instruction marked
   */
  public static void verify(
      byte[] classFile, BiPredicate<String, String> emitted, Hierarchy hierarchy)
      throws TransformException {
    ClassNode node = new ClassNode(Names.ASM_API);
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    for (MethodNode method : node.methods) {
      if (method.instructions.size() > 0 && emitted.test(method.name, method.desc)) {
        verify(node, method, hierarchy);
      }
    }
  }

  private static void verify(ClassNode node, MethodNode method, Hierarchy hierarchy)
      throws TransformException {
    try {
      TypeFlow unused = TypeFlow.verified(node.name, node.superName, method, hierarchy);
    } catch (FlowException e) {
      throw new TransformException(
          Describe.method(
              DiagnosticCode.INTERNAL,
              node,
              method,
              e.getMessage()
                  + ". This is a fault of Weft, not of your code: please report it with this listing.\n"
                  + Listing.of(method, e.insn())));
    }
  }
}
