package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import dev.weft.transformer.verify.Verifier;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Plants faults in emitted code: the verifier is what stands between a mistake of ours and the
 * user's program.
 */
class VerifierTest {
  private static Map<String, byte[]> woven;

  @BeforeAll
  static void weave() {
    woven =
        Weaving.weave(
                Compilation.javac(
                    Map.of("fixtures/Golden", Resources.text("fixtures/Golden.java")), "-g:none"))
            .classes();
  }

  @Test
  void soundCodePasses() {
    assertThat(problem("fixtures/Golden", "constructionInTry$resume", method -> {})).isNull();
    assertThat(problem("fixtures/Golden$weft$twoAwaits", "save$0", method -> {})).isNull();
  }

  @Test
  void aWrongLocalIsFound() {
    expectFault(
        "twoAwaits$resume",
        method -> ((VarInsnNode) last(method, insn -> insn.getOpcode() == Opcodes.LLOAD)).var++,
        "holds");
  }

  @Test
  void aMissingCastIsFound() {
    expectFault(
        "twoAwaits$async",
        method ->
            method.instructions.remove(
                first(method, insn -> insn.getOpcode() == Opcodes.CHECKCAST)),
        "local 4 is java/lang/Object, the frame declares java/lang/String");
  }

  @Test
  void aBadFrameIsFound() {
    expectFault(
        "loopOfDirectCalls$async",
        method ->
            ((FrameNode) first(method, insn -> insn instanceof FrameNode))
                .local.set(0, "java/lang/String"),
        "the frame declares java/lang/String");
  }

  @Test
  void aFrameWithAnotherStackIsFound() {
    expectFault(
        "twoAwaits$resume",
        method ->
            ((FrameNode) first(method, insn -> insn instanceof FrameNode f && !f.stack.isEmpty()))
                .stack.clear(),
        "another stack");
  }

  @Test
  void anOperandTooManyIsFound() {
    expectFault(
        "loopOfDirectCalls$async",
        method ->
            method.instructions.insertBefore(
                first(method, insn -> insn.getOpcode() == Opcodes.IADD),
                new InsnNode(Opcodes.LCONST_0)),
        "expected int on the stack, found long");
  }

  @Test
  void anObjectUsedBeforeItsConstructorIsFound() {
    expectFault(
        "constructionInTry$async",
        method ->
            method.instructions.remove(
                last(
                        method,
                        insn ->
                            insn instanceof TypeInsnNode type && type.getOpcode() == Opcodes.NEW)
                    .getNext()),
        "");
  }

  private static void expectFault(String method, Consumer<MethodNode> fault, String message) {
    Diagnostic problem = problem("fixtures/Golden", method, fault);
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(DiagnosticCode.INTERNAL);
    assertThat(problem.explanation())
        .contains(message)
        .contains("please report it")
        .contains(" --> ");
    assertThat(problem.place()).contains(method);
  }

  private static Diagnostic problem(
      String className, String methodName, Consumer<MethodNode> fault) {
    ClassNode node = new ClassNode();
    new ClassReader(woven.get(className)).accept(node, ClassReader.EXPAND_FRAMES);
    MethodNode method =
        node.methods.stream()
            .filter(candidate -> candidate.name.equals(methodName))
            .findFirst()
            .orElseThrow();
    fault.accept(method);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    Hierarchy hierarchy =
        new Hierarchy(
            ((ClassFinder) woven::get).or(Weaving.testClassPath()).or(ClassFinder.platform()));
    TransformException exception =
        catchThrowableOfType(
            TransformException.class,
            () ->
                Verifier.verify(
                    writer.toByteArray(), (name, desc) -> name.equals(methodName), hierarchy));
    return exception == null ? null : exception.diagnostic();
  }

  private static AbstractInsnNode first(MethodNode method, Predicate<AbstractInsnNode> which) {
    for (AbstractInsnNode insn : method.instructions) {
      if (which.test(insn)) {
        return insn;
      }
    }
    throw new AssertionError("nothing to break");
  }

  private static AbstractInsnNode last(MethodNode method, Predicate<AbstractInsnNode> which) {
    AbstractInsnNode found = null;
    for (AbstractInsnNode insn : method.instructions) {
      found = which.test(insn) ? insn : found;
    }
    if (found == null) {
      throw new AssertionError("nothing to break");
    }
    return found;
  }
}
