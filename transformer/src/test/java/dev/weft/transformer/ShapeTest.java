package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What the path of an await that does not suspend is made of. */
class ShapeTest {
  private static Map<String, byte[]> compiled;
  private static Map<String, byte[]> woven;

  @BeforeAll
  static void weave() {
    compiled =
        Compilation.javac(Map.of("fixtures/Golden", Resources.text("fixtures/Golden.java")), "-g");
    woven = Weaving.weave(compiled).classes();
  }

  @Test
  void theStartCopyHasNoSwitch() {
    for (MethodNode method : read(woven, "fixtures/Golden").methods) {
      if (method.name.endsWith("$async")) {
        assertThat(
                count(
                    method,
                    insn ->
                        insn.getOpcode() == Opcodes.TABLESWITCH
                            || insn.getOpcode() == Opcodes.LOOKUPSWITCH))
            .as(method.name)
            .isZero();
      }
    }
  }

  @Test
  void theCopiesAllocateNothingThatTheSourceDoesNot() {
    for (MethodNode method : read(woven, "fixtures/Golden").methods) {
      if (method.name.endsWith("$async") || method.name.endsWith("$resume")) {
        assertThat(
                count(
                    method,
                    insn ->
                        insn instanceof TypeInsnNode type && type.desc.contains(Names.FRAME_INFIX)))
            .as(method.name)
            .isZero();
      }
    }
  }

  @Test
  void anAwaitAddsOneTestOfAFieldOrOfItsValue() {
    ClassNode before = read(compiled, "fixtures/Golden");
    ClassNode after = read(woven, "fixtures/Golden");
    int methods = 0;
    for (MethodNode method : before.methods) {
      long awaits =
          count(
              method,
              insn -> dev.weft.transformer.bytecode.Insns.isCall(insn, Names.WEFT, Names.AWAIT));
      if (awaits > 0) {
        methods++;
        MethodNode copy = method(after, method.name + "$async");
        assertThat(
                count(
                    copy,
                    insn ->
                        (insn instanceof FieldInsnNode field
                                && field.getOpcode() == Opcodes.GETFIELD
                                && field.name.equals(Names.SUSPENDED))
                            || (insn instanceof TypeInsnNode type
                                && type.getOpcode() == Opcodes.INSTANCEOF
                                && type.desc.equals(Names.EXECUTION))
                            || (insn.getOpcode() == Opcodes.IFNONNULL
                                && insn.getPrevious().getOpcode() == Opcodes.DUP)))
            .as(method.name)
            .isEqualTo(awaits);
      }
    }
    assertThat(methods).isEqualTo(7);
  }

  @Test
  void aStartedCoroutineAndItsFrameAreOneObject() {
    MethodNode stub = method(read(woven, "fixtures/Golden"), "twoAwaits");
    assertThat(count(stub, insn -> insn.getOpcode() == Opcodes.NEW)).isEqualTo(1);
    MethodNode start = method(read(woven, "fixtures/Golden$weft$twoAwaits"), "start");
    assertThat(count(start, insn -> insn.getOpcode() == Opcodes.NEW)).isZero();
  }

  @Test
  void theSecondRunFindsTheSameBytes() {
    assertThat(Weaving.weave(compiled).classes()).containsExactlyInAnyOrderEntriesOf(woven);
  }

  private static long count(MethodNode method, Predicate<AbstractInsnNode> which) {
    return StreamSupport.stream(method.instructions.spliterator(), false).filter(which).count();
  }

  private static MethodNode method(ClassNode owner, String name) {
    return owner.methods.stream()
        .filter(method -> method.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ClassNode read(Map<String, byte[]> classes, String name) {
    ClassNode node = new ClassNode();
    new ClassReader(classes.get(name)).accept(node, 0);
    return node;
  }
}
