package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.weft.transformer.testing.RawClass;
import dev.weft.transformer.testing.Weaving;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

/**
 * What other compilers and tools emit and javac never does; compared with the blocking reference.
 */
class RawBytecodeTest {
  private static String test = "";

  @BeforeEach
  void remember(TestInfo info) {
    test =
        info.getTestClass().orElseThrow().getSimpleName()
            + "."
            + info.getTestMethod().orElseThrow().getName();
  }

  private static void runsAsWritten(String text) throws IOException {
    runsAsWritten(RawClass.computed(text));
  }

  private static void runsAsWritten(Map<String, byte[]> classes) throws IOException {
    Optional<String> problem = RawClass.problem(classes);
    if (problem.isPresent()) {
      RawClass.saveListing(classes, test);
    }
    assertThat(problem).isEmpty();
  }

  @Nested
  class AnObjectUnderConstruction {
    @Test
    void isKeptInALocal() throws IOException {
      runsAsWritten(
          """
          new Box; astore 2; await a; astore 3
          aload 2; aload 1; aload 3; construct Probe Object
          await b; aload 2; join; result
          """);
    }

    @Test
    void isKeptInSeveralLocalsAndOnTheStack() throws IOException {
      runsAsWritten(
          """
          new Box; dup; astore 2; dup; astore 5; dup
          await a; construct Object
          aload 2; join; aload 5; join; await b; join; result
          """);
    }

    @Test
    void isNotDuplicatedAtAll() throws IOException {
      runsAsWritten("new Box; aload 1; await a; construct Probe Object; await b; result");
    }

    @Test
    void isDuplicatedMoreThanOnce() throws IOException {
      runsAsWritten(
          "new Box; dup; dup; dup; await a; construct Object; join; join; await b; join; result");
    }

    @Test
    void liesBetweenWideValues() throws IOException {
      runsAsWritten(
          """
          new Box; dup; long 5; dup2_x1; pop2; dup; double 2.5; dup2_x1; pop2
          await a; construct Object
          boxDouble; astore 3; await b; astore 4
          astore 5; boxLong; astore 6
          aload 5; join; aload 6; join; aload 4; join; aload 3; join; result
          """);
    }

    @Test
    void takesWideArgumentsAboveWideOperands() throws IOException {
      runsAsWritten(
          """
          double 1.5; new Box; dup; long 9; await a; construct long Object
          astore 2; boxDouble; await b; join; aload 2; join; result
          """);
    }

    @Test
    void isInterleavedWithAnother() throws IOException {
      runsAsWritten(
          """
          new Box; new Box; dup2
          await a; construct Object
          await b; construct Object
          await c; join; join; result
          """);
    }

    @Test
    void isSwappedWithAnother() throws IOException {
      runsAsWritten(
          """
          new Box; new Box; dup2; swap
          await a; construct Object
          await b; construct Object
          join; result
          """);
    }

    @Test
    void hasAnotherConstructorOnEachBranch() throws IOException {
      runsAsWritten(
          """
          new Box; dup; awaitInt 0; ifeq other
          await a; construct Object; goto joined
          other: ; long 3; await b; construct long Object
          joined: ; await c; join; result
          """);
    }

    @Test
    void isThrownAwayOnOnePath() throws IOException {
      runsAsWritten(
          """
          new Box; dup; awaitInt 0; ifeq drop
          await a; construct Object; await b; join; result
          drop: ; pop; await c; astore 2; pop; aload 2; result
          """);
    }

    @Test
    void waitsOnTheStackWhileALoopRuns() throws IOException {
      runsAsWritten(
          """
          iconst_0; istore 2; iconst_0; istore 3; new Box; dup
          loop: ; iload 2; iconst_3; if_icmpge end
          iload 3; awaitInt 10; iadd; istore 3; iinc 2 1; goto loop
          end: ; iload 3; boxInt; construct Object; await b; join; result
          """);
    }

    @Test
    void waitsInALocalWhileALoopRuns() throws IOException {
      runsAsWritten(
          """
          iconst_0; istore 2; new Box; astore 3
          loop: ; iload 2; iconst_2; if_icmpge end
          awaitInt 10; pop; iinc 2 1; goto loop
          end: ; aload 3; aload 3; astore 4; await a; construct Object
          aload 3; aload 4; join; result
          """);
    }

    @Test
    void leavesCopiesThatNobodyReads() throws IOException {
      runsAsWritten(
          """
          new Box; astore 4; await a; pop
          new Box; dup; astore 5; dup; await b; construct Object
          awaitInt 0; ifeq skip; await never; pop
          skip: ; await c; join; result
          """);
    }

    @Test
    void isMadeAgainByTheSameInstruction() throws IOException {
      runsAsWritten(
          """
          string x; astore 2; iconst_0; istore 3
          loop: ; new Box; dup; astore 4; await a; construct Object
          aload 2; aload 4; join; astore 2; iinc 3 1
          iload 3; iconst_3; if_icmplt loop
          aload 2; await b; join; result
          """);
    }

    @Test
    void isForgottenWhenTheSameInstructionMakesTheNext() throws IOException {
      runsAsWritten(
          """
          iconst_0; istore 3
          loop: ; new Box; astore 4; await a; pop; iinc 3 1
          iload 3; iconst_3; if_icmplt loop
          aload 4; await b; construct Object; aload 4; result
          """);
    }

    @Test
    void isTestedForNullBeforeItsConstructorRuns() throws IOException {
      runsAsWritten(
          """
          new Box; dup; ifnonnull made; pop; await never; result
          made: ; astore 2; aload 2; await a; construct Object; aload 2; result
          """);
    }

    @Test
    void isComparedWithAnotherBeforeItsConstructorRuns() throws IOException {
      runsAsWritten(
          """
          new Box; new Box; dup2; if_acmpne different; pop; pop; await never; result
          different: ; astore 3; astore 2
          aload 2; await a; construct Object; aload 3; await b; construct Object
          aload 2; aload 3; join; result
          """);
    }

    @Test
    void isHeldWhileAHandlerIsEntered() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          new Box; astore 2; string kept; astore 3
          start: ; aload 2; await a; construct Object; await b; aload 2; join; result; end:
          handler: ; pop; aload 3; await c; join; result
          """);
    }

    @Test
    void isDeclaredByAFrame() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              made: ; new Box; dup
              frame this probe | new:made new:made
              await a; construct Object; await b; join; result
              """));
    }
  }

  @Nested
  class Operands {
    @Test
    void areSwapped() throws IOException {
      runsAsWritten(
          "await a; string b; swap; await c; swap; join; swap; await d; join; join; result");
    }

    @Test
    void areCopiedBelowOthers() throws IOException {
      runsAsWritten(
          "string x; await a; dup_x1; await b; dup_x2; join; join; join; join; await c; join; result");
    }

    @Test
    void areCopiedInPairs() throws IOException {
      runsAsWritten(
          """
          string x; await a; dup2; await b; dup2_x1; await c
          join; join; join; join; join; join; join; string y; string z; await d; dup2_x2
          join; join; join; join; join; result
          """);
    }

    @Test
    void areCopiedBelowWideOnes() throws IOException {
      runsAsWritten(
          """
          long 5; int 3; dup_x2; awaitInt 1; iadd; i2l; ladd
          dup2_x1; pop2; awaitInt 2; iadd; i2l; ladd; boxLong; await a; join; result
          """);
    }

    @Test
    void areWideAndCopiedBelowNarrowOnes() throws IOException {
      runsAsWritten(
          """
          int 3; long 5; dup2_x1; awaitInt 1; i2l; ladd; dup2_x1; pop2
          awaitInt 2; iadd; i2l; ladd; awaitInt 3; i2l; ladd; ladd; boxLong; await b; join; result
          """);
    }

    @Test
    void areWideAndChangePlaces() throws IOException {
      runsAsWritten(
          """
          long 5; double 2.5; dup2_x2; pop2; awaitInt 1; i2l; ladd; dup2_x2; pop2; awaitInt 2; i2d; dmul
          boxDouble; astore 3; await x; astore 2; boxLong; aload 3; join; aload 2; join; result
          """);
    }

    @Test
    void arePoppedInPairs() throws IOException {
      runsAsWritten(
          "string a; string b; await c; pop2; long 5; awaitInt 1; pop; pop2; await d; join; result");
    }

    @Test
    void areNullOnOnePath() throws IOException {
      runsAsWritten(
          """
          aconst_null; aconst_null; awaitInt 1; ifeq other
          pop; await a; goto joined
          other: ; await b; log
          joined: ; await c; join; join; result
          """);
    }

    @Test
    void comeFromAnArrayThatIsNull() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/NullPointerException
          start: ; aconst_null; iconst_0; aaload; await a; join; result; end:
          handler: ; pop; await c; result
          """);
    }

    @Test
    void stayOnTheStackAroundALoop() throws IOException {
      runsAsWritten(
          """
          iconst_0; istore 2; string s; long 0; iconst_0
          loop: ; awaitInt 5; iadd; iinc 2 1; iload 2; iconst_3; if_icmplt loop
          i2l; ladd; boxLong; join; await a; join; result
          """);
    }

    @Test
    void stayOnTheStackAcrossASwitch() throws IOException {
      runsAsWritten(
          """
          double 2.5; string below; awaitInt 2; tableswitch 1 other one two
          one: ; await one; goto joined
          two: ; await two; goto joined
          other: ; await other
          joined: ; await end; join; join; astore 2; boxDouble; aload 2; join; result
          """);
    }

    @Test
    void areTypedByAFrameThatKnowsLess() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              string s; await a; string t; astore 2
              frame this probe java/lang/Comparable | java/lang/Object java/lang/String
              await b; join; join; aload 2; await c; join; join; result
              """));
    }
  }

  @Nested
  class AnAwait {
    @Test
    void servesTwoCoroutines() throws IOException {
      runsAsWritten(
          "string x; awaitInt 1; ifeq other; of a; goto shared; other: ; of b; shared: ; awaitIt; join; result");
    }

    @Test
    void servesADirectCallAndAnotherCoroutine() throws IOException {
      runsAsWritten(
          "awaitInt 0; ifeq other; of a; goto shared; other: ; seven; shared: ; awaitIt; await b; join; result");
    }

    @Test
    void isOfACoroutineThatWasCopied() throws IOException {
      runsAsWritten(
          "of a; dup; astore 2; awaitIt; seven; dup; astore 3; awaitIt; join; aload 2; pop; result");
    }

    @Test
    void isOfADirectCallWhoseCastIsAJumpTarget() throws IOException {
      runsAsWritten(
          """
          awaitInt 1; ifeq other; seven; awaitIt; goto joined
          other: ; int 1000; boxInt
          joined: ; checkcast java/lang/Integer; intValue; awaitInt 2; iadd; boxInt; result
          """);
    }

    @Test
    void isOfADirectCallWhoseUnboxingIsAJumpTarget() throws IOException {
      runsAsWritten(
          """
          awaitInt 0; ifeq other; int 1000; boxInt; goto joined
          other: ; seven; awaitIt; checkcast java/lang/Integer
          joined: ; intValue; awaitInt 2; iadd; boxInt; result
          """);
    }

    @Test
    void isOfADirectCallWhosePopIsAJumpTarget() throws IOException {
      runsAsWritten(
          """
          awaitInt 0; ifeq other; aconst_null; goto joined
          other: ; nothing; awaitIt
          joined: ; pop; await a; result
          """);
    }

    @Test
    void isOfADirectCallThatIsPoppedWithAnother() throws IOException {
      runsAsWritten(
          "string x; seven; awaitIt; pop2; string x; nothing; awaitIt; pop2; await a; result");
    }

    @Test
    void isOfADirectCallWhoseResultIsCopied() throws IOException {
      runsAsWritten(
          """
          seven; awaitIt; dup; checkcast java/lang/Integer; intValue; istore 2; await b; join; iload 2; boxInt; join
          nothing; awaitIt; dup; join; join; result
          """);
    }

    @Test
    void isAnInstructionOfALoopOfTwoInstructions() throws IOException {
      runsAsWritten(
          "of a; loop: ; awaitIt; awaits; iconst_4; if_icmpge end; pop; of b; goto loop; end: ; result");
    }
  }

  @Nested
  class AHandler {
    @Test
    void isSharedByTwoRanges() throws IOException {
      runsAsWritten(
          """
          try a b handler java/lang/Exception; try c d handler java/lang/Exception
          string s; astore 2
          a: ; await x; astore 2; b: ; await y; log
          c: ; await z; astore 2; d: ; aload 2; result
          handler: ; message; aload 2; join; await h; join; result
          """);
    }

    @Test
    void isSharedByTwoTypes() throws IOException {
      runsAsWritten(
          """
          try a b handler java/lang/IllegalStateException
          try a b handler dev/weft/transformer/testing/Probe$Failure
          a: ; await x; await y; join; result; b:
          handler: ; message; await h; join; result
          """);
    }

    @Test
    void coversItselfToo() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          iconst_0; istore 2
          start: ; await a; log; await b; result
          handler: ; pop; iinc 2 1; awaitInt 5; pop; iload 2; boxInt; await c; join; result
          end:
          """);
    }

    @Test
    void coversOnlyItself() throws IOException {
      runsAsWritten(
          """
          try handler end handler; try start handler handler java/lang/Throwable
          iconst_0; istore 2
          start: ; await a; log; await b; result
          handler: ; astore 3; iinc 2 1; await c; log; end: ; iload 2; boxInt; result
          """);
    }

    @Test
    void isAlsoJumpedTo() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          awaitInt 1; ifeq start; aconst_null; goto handler
          start: ; await a; result; end:
          handler: ; astore 2; aload 2; ifnull none; aload 2; message; await c; join; result
          none: ; await n; result
          """);
    }

    @Test
    void coversTheAwaitAlone() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          string k; long 5; of a; start: ; awaitIt; end: ; astore 2; boxLong; join; aload 2; join; result
          handler: ; message; await c; join; result
          """);
    }

    @Test
    void coversTheCoroutineButNotItsAwait() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          string k; start: ; of a; end: ; awaitIt; join; await b; join; result
          handler: ; message; await never; join; result
          """);
    }

    @Test
    void beginsBehindTheAwaitThatItDoesNotCover() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          of a; awaitIt; start: ; checkcast java/lang/String; await b; end: ; join; result
          handler: ; message; await c; join; result
          """);
    }

    @Test
    void overlapsWithAnother() throws IOException {
      runsAsWritten(
          """
          try a c first java/lang/Throwable; try b d second java/lang/Throwable
          a: ; await x; log; b: ; await y; log; c: ; await z; log; d: ; await end; result
          first: ; message; await first; join; result
          second: ; message; await second; join; result
          """);
    }

    @Test
    void hidesOthersOfTheSameRange() throws IOException {
      runsAsWritten(
          """
          try a b first java/lang/IllegalStateException; try a b second java/lang/Exception
          try a b third java/lang/Throwable; try a b second
          a: ; await x; log; await y; result; b:
          first: ; message; await first; join; result
          second: ; pop; await second; result
          third: ; message; await third; join; result
          """);
    }

    @Test
    void onlyThrowsOn() throws IOException {
      runsAsWritten(
          """
          try a b handler; string x; astore 2
          a: ; await x; astore 2; aload 2; await y; join; result; b:
          handler: ; athrow
          """);
    }

    @Test
    void standsBeforeItsRange() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          iconst_0; istore 2; goto start
          handler: ; message; log; iinc 2 1
          start: ; await a; log; await b; iload 2; boxInt; join; result; end:
          """);
    }

    @Test
    void coversTheWholeMethod() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          start: ; await a; log; new Box; dup; await b; construct Object; await c; join; result; end:
          handler: ; message; await d; join; result
          """);
    }

    @Test
    void seesLocalsOfOtherTypesAtEachPlace() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          start: ; int 1; istore 2; await a; log; string s; astore 2; await b; log; long 7; lstore 2; await c; log
          lload 2; boxLong; result; end:
          handler: ; message; await d; join; result
          """);
    }
  }

  @Nested
  class Locals {
    @Test
    void areWideWithGapsBetween() throws IOException {
      runsAsWritten(
          """
          long 5; lstore 10; double 2.5; dstore 300; string a; astore 40; int 7; istore 299
          await x; astore 3; lload 10; iload 299; i2l; ladd; boxLong; await y; join
          dload 300; boxDouble; join; aload 40; join; aload 3; join; result
          """);
    }

    @Test
    void overwriteHalfOfAWideOne() throws IOException {
      runsAsWritten(
          """
          long 5; lstore 5; int 3; istore 6; await a; log; iload 6; boxInt
          long 9; lstore 6; string z; astore 5; await b; log; aload 5; join; lload 6; boxLong; join
          double 2.5; dstore 5; await c; log; dload 5; boxDouble; join
          string t; astore 6; await d; aload 6; join; join; result
          """);
    }

    @Test
    void haveAnotherTypeOnEachRound() throws IOException {
      runsAsWritten(
          """
          string first; astore 3
          loop: ; aload 3; log; int 5; istore 3; awaitInt 1; iload 3; iadd; boxInt; log
          long 6; lstore 3; awaitInt 2; i2l; lload 3; ladd; boxLong; log
          await again; astore 3; awaits; int 7; if_icmplt loop; aload 3; result
          """);
    }

    @Test
    void replaceTheReceiver() throws IOException {
      runsAsWritten(
          "string me; astore 0; await a; aload 0; join; await b; aload 0; join; join; result");
    }

    @Test
    void replaceTheReceiverByAnIntThatALoopCounts() throws IOException {
      runsAsWritten(
          """
          aload 0; astore 5; iconst_0; istore 0
          loop: ; awaitInt 1; iload 0; iadd; istore 0; iinc 0 1; iload 0; iconst_5; if_icmplt loop
          aload 5; ifnull none; iload 0; boxInt; result
          none: ; await never; result
          """);
    }

    @Test
    void replaceTheReceiverAndTheProbeByALong() throws IOException {
      runsAsWritten(
          """
          aload 1; astore 6; probe 6; long 5; lstore 0
          awaitInt 1; i2l; lload 0; ladd; lstore 0; await a; lload 0; boxLong; join; result
          """);
    }

    @Test
    void replaceTheReceiverOnOneBranch() throws IOException {
      runsAsWritten(
          """
          awaitInt 1; ifeq other; string s; astore 0; await a; aload 0; join; log; goto joined
          other: ; await b; log
          joined: ; await c; result
          """);
    }

    @Test
    void replaceTheReceiverInsideATry() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          start: ; await a; log; string s; astore 0; await b; aload 0; join; result; end:
          handler: ; message; astore 0; await c; aload 0; join; result
          """);
    }

    @Test
    void replaceTheReceiverInALoopFromTheFirstInstruction() throws IOException {
      runsAsWritten(
          "loop: ; await a; astore 0; awaits; iconst_4; if_icmplt loop; aload 0; await b; join; result");
    }

    @Test
    void replaceTheParameter() throws IOException {
      runsAsWritten(
          """
          aload 1; astore 6; probe 6; iconst_5; istore 1
          awaitInt 1; iload 1; iadd; istore 1; await a; iload 1; boxInt; join; double 2.5; dstore 1
          await b; join; dload 1; boxDouble; join; result
          """);
    }

    @Test
    void replaceTheParameterOfAStaticMethodByALong() throws IOException {
      runsAsWritten(
          """
          static; aload 0; astore 6; probe 6; long 5; lstore 0
          awaitInt 1; i2l; lload 0; ladd; lstore 0; await a; string s; astore 0; aload 0; join
          await b; iconst_4; istore 1; join; iload 1; boxInt; await c; join; join; result
          """);
    }

    @Test
    void replaceTheParameterOfAStaticMethodInsideATryInALoop() throws IOException {
      runsAsWritten(
          """
          static; try start end handler java/lang/Throwable
          aload 0; astore 3; probe 3; double 0.5; dstore 0; iconst_0; istore 2
          start: ; awaitInt 1; i2d; dload 0; dadd; dstore 0; iinc 2 1; iload 2; iconst_3; if_icmplt start
          await a; log; dload 0; boxDouble; result; end:
          handler: ; message; dload 0; boxDouble; join; long 7; lstore 0; await c; join; lload 0; boxLong; join; result
          """);
    }

    @Test
    void areManyAndWideAndAllReplacedBetweenAwaits() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        text.append("long ").append(i).append("; lstore ").append(2 + 2 * i).append('\n');
      }
      text.append("await a; log\n");
      for (int i = 149; i >= 0; i--) {
        text.append("lload ")
            .append(2 + 2 * i)
            .append("; l2d; dstore ")
            .append(3 + 2 * i)
            .append('\n');
        if (i % 50 == 49) {
          text.append("await b; log\n");
        }
      }
      text.append("double 0\n");
      for (int i = 0; i < 150; i++) {
        text.append("dload ").append(3 + 2 * i).append("; dadd\n");
      }
      runsAsWritten(text.append("boxDouble; await c; join; result").toString());
    }
  }

  @Nested
  class DeadCode {
    @Test
    void followsAGoto() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              goto live
              frame this probe; string dead; astore 2; await never; pop; goto live
              live: ; frame this probe; await a; result
              """));
    }

    @Test
    void followsAReturn() throws IOException {
      runsAsWritten(
          RawClass.framed(
              "await a; result; frame this probe; nop; await dead; result; frame this probe java/lang/String; aload 2; result"));
    }

    @Test
    void hasItsOwnHandler() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              try start end handler java/lang/Throwable
              await a; log; goto live
              frame this probe; start: ; await dead; pop; end: ; goto live
              handler: ; frame this probe | java/lang/Throwable; pop; await dead; result
              live: ; frame this probe; await b; result
              """));
    }

    @Test
    void hasAnObjectUnderConstruction() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              await a; log; goto live
              frame this probe; new Box; dup; await dead; construct Object; result
              live: ; frame this probe; await b; new Box; dup; await c; construct Object; join; result
              """));
    }

    @Test
    void isALoop() throws IOException {
      runsAsWritten(
          RawClass.framed(
              """
              await a; result
              loop: ; frame this probe; goto loop
              """));
    }

    @Test
    void isWhatAsmPutsInPlaceOfIt() throws IOException {
      runsAsWritten(
          """
          try start end handler java/lang/Throwable
          goto live; start: ; await dead; pop; live: ; await a; await b; join; result; end:
          handler: ; message; await c; join; result; await dead; result
          """);
    }
  }

  @Nested
  class AMethod {
    @Test
    void ofAThousandAwaitsWithFiftyLiveLocals() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        text.append("int ").append(i).append("; istore ").append(2 + i).append('\n');
      }
      for (int i = 0; i < 1000; i++) {
        int slot = 2 + i % 50;
        text.append("awaitInt ")
            .append(i)
            .append("; iload ")
            .append(slot)
            .append("; iadd; istore ")
            .append(slot)
            .append('\n');
      }
      text.append("iconst_0\n");
      for (int i = 0; i < 50; i++) {
        text.append("int 31; imul; iload ").append(2 + i).append("; iadd\n");
      }
      Map<String, byte[]> classes = RawClass.computed(text.append("boxInt; result").toString());
      assertTimeout(Duration.ofSeconds(30), () -> runsAsWritten(classes));
    }

    @Test
    void ofAThousandAwaitsWithFiftyLiveLocalsOfAllKindsAndOperandsBelow() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        text.append(
            switch (i % 3) {
              case 0 -> "int " + i + "; istore ";
              case 1 -> "long " + i + "; lstore ";
              default -> "string s" + i + "; astore ";
            });
        text.append(2 + 2 * i).append('\n');
      }
      for (int i = 0; i < 1000; i++) {
        int slot = 2 + 2 * (i % 50);
        text.append(
            switch (i % 50 % 3) {
              case 0 -> "iload " + slot + "; awaitInt " + i + "; iadd; istore " + slot + "\n";
              case 1 -> "lload " + slot + "; awaitInt " + i + "; i2l; ladd; lstore " + slot + "\n";
              default -> "aload " + slot + "; pop; await t" + i + "; astore " + slot + "\n";
            });
      }
      text.append("string end\n");
      for (int i = 0; i < 50; i++) {
        int slot = 2 + 2 * i;
        text.append(
            switch (i % 3) {
              case 0 -> "iload " + slot + "; boxInt; join\n";
              case 1 -> "lload " + slot + "; boxLong; join\n";
              default -> "aload " + slot + "; join\n";
            });
      }
      Map<String, byte[]> classes = RawClass.computed(text.append("result").toString());
      assertTimeout(Duration.ofSeconds(30), () -> runsAsWritten(classes));
    }

    @Test
    void ofTwentyThousandInstructionsThatItJumpsOver() throws IOException {
      StringBuilder text =
          new StringBuilder(
              "try start end handler java/lang/IllegalStateException; iconst_0; istore 20; iconst_0; istore 3\n");
      text.append("loop: ; iload 3; iconst_2; if_icmpge done\nstart: \n");
      for (int i = 0; i < 5000; i++) {
        text.append("iload 20; int ").append(200 + i).append("; ixor; istore 20\n");
        if (i % 250 == 0) {
          text.append("awaitInt ").append(i).append("; iload 20; iadd; istore 20\n");
        }
      }
      text.append("end: ; iinc 3 1; goto loop\n");
      text.append("handler: ; message; await handler; join; result\n");
      text.append("done: ; iload 20; boxInt; await done; join; result");
      Map<String, byte[]> classes = RawClass.computed(text.toString());
      assertTimeout(Duration.ofSeconds(30), () -> runsAsWritten(classes));
    }
  }

  static IntStream versions() {
    int newest =
        Arrays.stream(Opcodes.class.getFields())
            .filter(field -> field.getName().matches("V\\d\\d"))
            .mapToInt(RawBytecodeTest::value)
            .max()
            .orElseThrow();
    return IntStream.rangeClosed(Opcodes.V17, newest);
  }

  private static int value(Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void classFilesOfEveryVersionFromJava17OnAreWoven(int version) throws IOException {
    Map<String, byte[]> classes =
        RawClass.ofVersion(
            version,
            "string x; await a; join; new Box; dup; await b; construct Object; join; result");
    Weaving.Result woven = Weaving.weave(classes);
    assertThat(woven.diagnostics()).isEmpty();
    assertThat(woven.classes()).hasSizeGreaterThan(classes.size());
    assertThat(woven.classes().values())
        .allSatisfy(bytes -> assertThat(bytes[7]).isEqualTo((byte) version));
    if (version <= Runtime.version().feature() + 44) {
      runsAsWritten(classes);
    }
  }
}
