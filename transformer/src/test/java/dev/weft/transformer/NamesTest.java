package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Abi;
import dev.weft.transformer.bytecode.Names;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;

/**
 * Everything that generated code names is there in the real runtime, with this descriptor, and may
 * be used from it.
 */
class NamesTest {
  @Test
  void theAbiIsTheRuntimes() {
    assertThat(Names.ABI).isEqualTo(Abi.VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Names.AWAITABLE,
        Names.COROUTINE,
        Names.TASK,
        Names.EVENT_LOOP,
        Names.RUNNER,
        Names.TASK_GROUP,
        Names.CANCELLED_ERROR,
        Names.EXECUTION,
        Names.FRAME,
        Names.PROBES
      })
  void theClassIsPublic(String internalName) throws Exception {
    assertThat(load(internalName)).isPublic();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Names.ASYNC_DESC, Names.WOVEN_DESC, Names.GENERATED_DESC, Names.SOURCE_DESC})
  void theAnnotationExists(String desc) throws Exception {
    assertThat(load(Type.getType(desc).getInternalName())).isAnnotation();
  }

  @ParameterizedTest
  @MethodSource("staticMethods")
  void theStaticMethodExists(String owner, String name, String desc) throws Exception {
    Method method = method(owner, name, desc);
    assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(method.getModifiers())).isTrue();
  }

  static Stream<Arguments> staticMethods() {
    return Stream.of(
        Arguments.of(
            Names.PROBES_OF.getOwner(), Names.PROBES_OF.getName(), Names.PROBES_OF.getDesc()),
        Arguments.of(Names.LINK.getOwner(), Names.LINK.getName(), Names.LINK.getDesc()),
        Arguments.of(Names.AWAITS, "returned", Names.AWAITS_RETURNED_DESC),
        Arguments.of(Names.WEFT, "result", Names.WEFT_RESULT_DESC),
        Arguments.of(Names.WEFT, Names.AWAIT, "(Ldev/weft/Awaitable;)Ljava/lang/Object;"),
        Arguments.of(
            Names.WEFT, Names.AWAIT, "(Ldev/weft/Awaitable;Ljava/lang/Class;)Ljava/lang/Object;"),
        Arguments.of(
            Names.WEFT, Names.AWAIT, "(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;"),
        Arguments.of(
            Names.WEFT,
            Names.AWAIT,
            "(Ljava/util/concurrent/CompletionStage;Ljava/lang/Class;)Ljava/lang/Object;"),
        Arguments.of(Names.WEFT, "result", "(Ljava/lang/Object;)Ldev/weft/Coroutine;"),
        Arguments.of(Names.WEFT, "done", "()Ldev/weft/Coroutine;"),
        Arguments.of(Names.TASK, "result", Names.TASK_RESULT_DESC),
        Arguments.of(Names.TASK, "done", "()Ldev/weft/Task;"),
        Arguments.of(Names.AWAITS, Names.AWAIT, Names.AWAITS_AWAITABLE_DESC),
        Arguments.of(Names.AWAITS, Names.AWAIT, Names.AWAITS_STAGE_DESC),
        Arguments.of(Names.AWAITS, "coroutine", Names.AWAITS_COROUTINE_DESC),
        Arguments.of(Names.AWAITS, "returned", "(Ljava/lang/Object;)V"),
        Arguments.of(Names.STUBS, "task", Names.STUBS_TASK_DESC),
        Arguments.of(Names.STUBS, "future", Names.STUBS_FUTURE_DESC),
        Arguments.of(Names.ABI_CLASS, "require", Names.ABI_REQUIRE_DESC));
  }

  @ParameterizedTest
  @MethodSource("inheritedMethods")
  void theMethodIsThereForFrames(String name, String desc) throws Exception {
    Method method = method(Names.FRAME, name, desc);
    assertThat(Modifier.isProtected(method.getModifiers())).isTrue();
    assertThat(Modifier.isStatic(method.getModifiers())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Int", "Long", "Double"})
  void theMethodIsThereToStartFrames(String type) throws Exception {
    String result =
        type.isEmpty() ? "Ljava/lang/Object;" : type.equals("Long") ? "J" : type.substring(0, 1);
    Method method = method(Names.FRAME, "start" + type, "(" + Names.EXECUTION_DESC + ")" + result);
    assertThat(Modifier.isPublic(method.getModifiers())).isTrue();
    assertThat(Modifier.isStatic(method.getModifiers())).isFalse();
  }

  static Stream<Arguments> inheritedMethods() {
    return Stream.of(
        Arguments.of("resume", Names.FRAME_START_DESC),
        Arguments.of("readsException", "()Z"),
        Arguments.of("isSet", Names.FRAME_IS_SET_DESC),
        Arguments.of("begin", "()V"),
        Arguments.of("suspend", Names.FRAME_SUSPEND_DESC),
        Arguments.of("location", Names.FRAME_LOCATION_DESC),
        Arguments.of("element", Names.FRAME_ELEMENT_DESC));
  }

  @ParameterizedTest
  @MethodSource("registers")
  void theRegisterMethodIsPublic(String name, String desc) throws Exception {
    assertThat(Modifier.isPublic(method(Names.EXECUTION, name, desc).getModifiers())).isTrue();
  }

  static Stream<Arguments> registers() {
    return Stream.of(
        Arguments.of(Names.WITHDRAW, Names.WITHDRAW_DESC),
        Arguments.of("takeRef", "()Ljava/lang/Object;"),
        Arguments.of("takeInt", "()I"),
        Arguments.of("takeLong", "()J"),
        Arguments.of("takeFloat", "()F"),
        Arguments.of("takeDouble", "()D"),
        Arguments.of("takeVoid", "()V"),
        Arguments.of("handOverInt", "(I)Ljava/lang/Object;"),
        Arguments.of("handOverBoolean", "(Z)Ljava/lang/Object;"),
        Arguments.of("handOverByte", "(B)Ljava/lang/Object;"),
        Arguments.of("handOverChar", "(C)Ljava/lang/Object;"),
        Arguments.of("handOverShort", "(S)Ljava/lang/Object;"),
        Arguments.of("handOverLong", "(J)Ljava/lang/Object;"),
        Arguments.of("handOverFloat", "(F)Ljava/lang/Object;"),
        Arguments.of("handOverDouble", "(D)Ljava/lang/Object;"));
  }

  @Test
  void theFieldsThatCopiesReadArePublic() throws Exception {
    var suspended = load(Names.EXECUTION).getField(Names.SUSPENDED);
    assertThat(Type.getDescriptor(suspended.getType())).isEqualTo(Names.SUSPENDED_DESC);
    assertThat(load(Names.FRAME).getField("state").getType()).isEqualTo(int.class);
  }

  private static Method method(String owner, String name, String desc)
      throws ClassNotFoundException {
    return Arrays.stream(load(owner).getDeclaredMethods())
        .filter(
            method ->
                method.getName().equals(name) && Type.getMethodDescriptor(method).equals(desc))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + owner + "." + name + desc));
  }

  private static Class<?> load(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'));
  }
}
