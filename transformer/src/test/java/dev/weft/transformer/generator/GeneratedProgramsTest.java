package dev.weft.transformer.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.weft.transformer.Layout;
import dev.weft.transformer.bytecode.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Random programs do the same, woven, as their source does with blocking awaits: they leave the
 * same trace and end with the same value or exception.
 *
 * <p>The seed of a program decides everything: its source, whether javac or ecj compiles it, with
 * or without debug information, which calls are direct, and which of its awaits fail. Each runs
 * with all awaits ready, with all suspended, and alternating. A program that fails is shrunk, and
 * saved below target/generator.
 *
 * <pre>
 *   mvn verify                                                 fixed seeds, and a fresh one that is printed
 *   mvn verify -pl transformer -am -Pgenerated-programs          fresh programs for ten minutes
 *     ... -Dweft.generator.minutes=60                            or as long as that
 *   mvn verify -pl transformer -am -Dtest=GeneratedProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dweft.generator.seed=42                                   one program, printed
 * </pre>
 */
class GeneratedProgramsTest {
  private static final Path FOLDER = Path.of("target", "generator");
  private static final Long SEED = Long.getLong("weft.generator.seed");
  private static final Integer MINUTES = Integer.getInteger("weft.generator.minutes");

  private static final int FIXED = 300;
  private static final int FRESH = 60;

  /** How many go into one call of each compiler. */
  private static final int BATCH = 60;

  private static final int MOST_SHRUNK = 3;
  private static final long SECONDS_TO_SHRINK = 60;

  private final List<Trial.Failure> failures = new ArrayList<>();
  private final Campaign campaign = new Campaign(failures::add);

  @Test
  void programsOfFixedSeedsBehaveAsTheirSource() {
    assumeTrue(SEED == null && MINUTES == null);
    for (int first = 1; first <= FIXED; first += BATCH) {
      campaign.run(first, BATCH);
    }
    report();
  }

  @Test
  void programsOfAFreshSeedBehaveAsTheirSource() {
    assumeTrue(SEED == null && MINUTES == null);
    campaign.run(fresh(), FRESH);
    report();
  }

  @Test
  void theProgramOfAGivenSeedBehavesAsItsSource() {
    assumeTrue(SEED != null);
    System.out.println(Settings.of(SEED));
    System.out.println(ProgramGenerator.generate(SEED).source());
    campaign.run(SEED, 1);
    campaign.discarded().forEach(System.out::println);
    report();
  }

  @Test
  void programsBehaveAsTheirSourceForMinutes() {
    assumeTrue(SEED == null && MINUTES != null);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    for (long seed = fresh(); System.nanoTime() < end; seed += BATCH) {
      campaign.run(seed, BATCH);
    }
    report();
  }

  private static long fresh() {
    long seed = System.currentTimeMillis() * 1000;
    System.out.println("fresh programs from weft.generator.seed=" + seed + " on");
    return seed;
  }

  private void report() {
    System.out.printf(
        "%d programs in %d runs, %d discarded%n",
        campaign.programs(), campaign.runs(), campaign.discarded().size());
    if (!failures.isEmpty()) {
      StringBuilder text = new StringBuilder(failures.size() + " programs fail");
      for (Trial.Failure failure : failures.subList(0, Math.min(MOST_SHRUNK, failures.size()))) {
        text.append("\n\n").append(Finding.save(failure, FOLDER, SECONDS_TO_SHRINK));
      }
      fail(text.toString());
    }
    assertThat(campaign.programs()).isPositive();
    // Compilers have bugs too: but few programs are lost to them.
    assertThat(campaign.discarded())
        .hasSizeLessThanOrEqualTo(Math.max(2, campaign.programs() / 50));
  }

  // ---- the generator itself
  // ----------------------------------------------------------------------------------------

  @Test
  void aSeedAlwaysLeadsToTheSameProgram() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(ProgramGenerator.generate(seed).source())
          .isEqualTo(ProgramGenerator.generate(seed).source());
    }
  }

  @Test
  void aFaultPlantedInTheResumeCopiesIsFoundAndShrunk() {
    for (long seed = 1; seed <= 60; seed++) {
      Program program = ProgramGenerator.generate(seed);
      if (failsWhenPlanted(program)) {
        Program small = Shrinker.shrink(program, GeneratedProgramsTest::failsWhenPlanted, 10);
        assertThat(failsWhenPlanted(small)).isTrue();
        assertThat(small.source().lines()).hasSizeLessThan(80);
        assertThat(
                small
                    .unit()
                    .findAll(MethodCallExpr.class, c -> c.getNameAsString().equals("await")))
            .isNotEmpty();
        return;
      }
    }
    fail("no program notices");
  }

  private static boolean failsWhenPlanted(Program program) {
    Compiled compiled = Compiled.of(program, Settings.of(1).in(Layout.FAST));
    return compiled.compiles()
        && Trial.of(compiled, true, GeneratedProgramsTest::withFault)
            .failure()
            .filter(failure -> failure.kind() == Trial.Kind.DIFFERENT)
            .isPresent();
  }

  /** After a resume, sums are one too large: loops still end. */
  private static Map<String, byte[]> withFault(Map<String, byte[]> classes) {
    Map<String, byte[]> faulty = new HashMap<>();
    classes.forEach((name, bytes) -> faulty.put(name, withFault(bytes)));
    return faulty;
  }

  private static byte[] withFault(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Names.ASM_API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, desc, signature, exceptions);
            return !name.endsWith("$resume")
                ? next
                : new MethodVisitor(Names.ASM_API, next) {
                  @Override
                  public void visitInsn(int opcode) {
                    super.visitInsn(opcode);
                    if (opcode == Opcodes.IADD) {
                      super.visitInsn(Opcodes.ICONST_1);
                      super.visitInsn(Opcodes.IADD);
                    }
                  }
                };
          }
        },
        0);
    return writer.toByteArray();
  }
}
