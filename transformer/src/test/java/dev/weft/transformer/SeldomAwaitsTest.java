package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * An await that only some rounds of a loop come to has a way of its own back to the loop's head, so
 * that a JIT sees an inner loop without it.
 */
class SeldomAwaitsTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private static final String CONDITIONAL =
      "for (int i = 0; i < 9; i++) { s += i; if (s % 4 == 1) await(sleep(s, MILLISECONDS)); }";

  @Test
  void aConditionalAwaitHasAWayBackOfItsOwn() {
    assertThat(waysBack(JAVAC, "async", CONDITIONAL)).isEqualTo(2);
    assertThat(waysBack(JAVAC, "resume", CONDITIONAL)).isEqualTo(2);
  }

  @Test
  void aLoopWithItsConditionAtTheEndHasTwoToo() {
    assertThat(waysBack(new EclipseCompiler(), "async", CONDITIONAL)).isEqualTo(2);
    String atTheEnd = "do { if (s % 4 == 1) await(sleep(s, MILLISECONDS)); s++; } while (s < 9);";
    assertThat(waysBack(JAVAC, "async", atTheEnd)).isEqualTo(2);
  }

  @Test
  void anAwaitInEveryRoundHasTheLoopsOwn() {
    String always = "for (int i = 0; i < 9; i++) { s += i; await(sleep(s, MILLISECONDS)); }";
    assertThat(waysBack(JAVAC, "async", always)).isEqualTo(1);
  }

  @Test
  void whatIsLongIsNotRepeated() {
    String tail = "s = s * 3 + 1; s ^= i; s = s * 5 + 2; s ^= i; s = s * 7 + 3; s ^= i;";
    String loop = CONDITIONAL.substring(0, CONDITIONAL.length() - 1) + tail + " }";
    assertThat(waysBack(JAVAC, "async", loop)).isEqualTo(1);
  }

  @Test
  void aMethodThatNoJitCompilesIsLeftAsItIs() {
    String large = CONDITIONAL + " s ^= 1;".repeat(400);
    assertThat(waysBack(JAVAC, "async", large)).isEqualTo(1);
  }

  @Test
  void whatATryCoversIsNotRepeatedOutsideOfIt() {
    String loop =
        "for (int i = 0; i < 9; i++) { if (s > 1) await(sleep(s, MILLISECONDS));"
            + " try { s /= i; } catch (ArithmeticException e) { s++; } }";
    assertThat(waysBack(JAVAC, "async", loop)).isEqualTo(1);
  }

  @Test
  void everyInstructionKeepsItsLine() {
    String loop =
        """
        for (int i = 0; i < 9; i++) {
          if (s > 1) { await(sleep(s, MILLISECONDS)); } else { s += s / i; }
        }
        """;
    assertThat(linesOfDivisions(loop)).containsExactly("sum 6", "sum$async 6", "sum$resume 6");
  }

  @Test
  void whatIsRepeatedKeepsItsLine() {
    String loop =
        """
        for (int i = 0; i < 9; i++) {
          if (s > 1)
            await(sleep(s, MILLISECONDS));
          else s++; s += s / i;
        }
        """;
    assertThat(linesOfDivisions(loop))
        .containsExactly("sum 8", "sum$async 8", "sum$async 8", "sum$resume 8", "sum$resume 8");
  }

  /** The lines of the divisions in the method and in its copies, where both compilers agree. */
  private static List<String> linesOfDivisions(String loop) {
    List<String> javac = linesOfDivisions(compiled(JAVAC, loop));
    assertThat(linesOfDivisions(compiled(new EclipseCompiler(), loop))).isEqualTo(javac);
    return javac;
  }

  private static List<String> linesOfDivisions(Map<String, byte[]> compiled) {
    List<String> lines = new ArrayList<>();
    for (ClassNode node : List.of(read(compiled), read(Weaving.weave(compiled).classes()))) {
      for (MethodNode method : node.methods) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn.getOpcode() == Opcodes.IDIV) {
            lines.add(method.name + " " + Insns.lineOf(insn));
          }
        }
      }
    }
    return lines;
  }

  /** How many jumps go backwards in a copy of a method that has this loop. */
  private static long waysBack(JavaCompiler compiler, String copy, String loop) {
    ClassNode woven = read(Weaving.weave(compiled(compiler, loop)).classes());
    long ways = 0;
    for (MethodNode method : woven.methods) {
      if (method.name.startsWith("sum$") && method.name.endsWith(copy)) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof JumpInsnNode jump
              && method.instructions.indexOf(jump.label) < method.instructions.indexOf(jump)) {
            ways++;
          }
        }
      }
    }
    return ways;
  }

  private static ClassNode read(Map<String, byte[]> classes) {
    ClassNode node = new ClassNode();
    new ClassReader(classes.get("seldom/Loop")).accept(node, 0);
    return node;
  }

  private static Map<String, byte[]> compiled(JavaCompiler compiler, String loop) {
    String source =
        """
        package seldom;
        import static dev.weft.Weft.*;
        import static java.util.concurrent.TimeUnit.MILLISECONDS;
        class Loop {
          @dev.weft.Async static dev.weft.Coroutine<Integer> sum(int s) { %s return result(s); }
        }
        """
            .formatted(loop);
    return Compilation.compile(compiler, Map.of("seldom/Loop", source), "-g", "--release", "17");
  }
}
