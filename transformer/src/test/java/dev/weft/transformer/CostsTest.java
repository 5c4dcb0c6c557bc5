package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * What things cost, without a clock: bytes allocated, turns of the loop, bytes of code. A number
 * that went up needs a reason; one that went down is to be written down.
 */
class CostsTest {
  /** Where objects are as large as on every 64-bit JVM by default. */
  private static final String[] LAYOUT = {
    "-Xint",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:+UseCompressedOops",
    "-XX:ObjectAlignmentInBytes=8"
  };

  @Test
  void operationsAllocateAndTakeTurnsOfTheLoopAsWritten() {
    Map<String, byte[]> compiled =
        Compilation.javac(
            Map.of("programs/Costs", Resources.text("programs/Costs.java")),
            "-g",
            "--release",
            "17");
    Weaving.Result woven = Weaving.weave(compiled);
    woven.load();
    String costs =
        Jvm.run(Jvm.current(), woven.classes(), "programs.Costs", LAYOUT).replace("\r\n", "\n");
    assertThat(costs).isEqualTo(Resources.text("programs/Costs.out"));
  }

  @Test
  void theCodeOfTheGoldenMethodsIsAsLongAsWritten() {
    Map<String, byte[]> compiled =
        Compilation.javac(
            Map.of("fixtures/Golden", Resources.text("fixtures/Golden.java")),
            "-g:none",
            "--release",
            "17");
    Map<String, byte[]> woven = Weaving.weave(compiled).classes();
    Map<String, Integer> before = codeLengths(compiled.get("fixtures/Golden"));
    Map<String, Integer> after = codeLengths(woven.get("fixtures/Golden"));
    StringBuilder lengths = new StringBuilder();
    before.forEach(
        (method, length) -> {
          if (after.containsKey(method + "$async")) {
            lengths.append(
                "%s: %d, woven %d to start and %d to resume%n"
                    .formatted(
                        method, length, after.get(method + "$async"), after.get(method + "$resume"))
                    .replace("\r\n", "\n"));
          }
        });
    assertThat(lengths.toString()).isEqualTo(Resources.text("golden/lengths.txt"));
  }

  /** The bytes of code of each method, by name. */
  private static Map<String, Integer> codeLengths(byte[] classFile) {
    Map<String, Integer> lengths = new TreeMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Names.ASM_API, new ClassWriter(0)) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                return new MethodVisitor(
                    Names.ASM_API, super.visitMethod(access, name, desc, signature, exceptions)) {
                  @Override
                  public void visitMaxs(int maxStack, int maxLocals) {
                    Label end = new Label();
                    super.visitLabel(end);
                    super.visitMaxs(maxStack, maxLocals);
                    lengths.put(name, end.getOffset());
                  }
                };
              }
            },
            0);
    return lengths;
  }
}
