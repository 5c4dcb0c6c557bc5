package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromiseTest {
  private final EventLoop loop = EventLoop.create();
  private final Promise<String> promise = loop.createPromise();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    loop.setExceptionHandler(failure -> {});
    loop.close();
  }

  private void runOnce() {
    loop.stop();
    loop.runForever();
  }

  @Test
  void aNewPromiseHasNoOutcome() {
    assertThat(promise.isDone()).isFalse();
    assertThatThrownBy(promise::result)
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("result is not set: Promise[pending]");
    assertThatThrownBy(promise::exception)
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("exception is not set: Promise[pending]");
  }

  @Test
  void aCompletedPromiseHasItsValueForEver() {
    promise.complete("x");
    assertThat(promise.result()).isEqualTo("x");
    assertThat(promise.exception()).isNull();
    assertThat(promise.cancel()).isFalse();
    assertThatThrownBy(() -> promise.complete("y"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("already done: Promise[finished]");
    assertThat(promise.result()).isEqualTo("x");
  }

  @Test
  void nullIsAValue() {
    promise.complete(null);
    assertThat(promise.isDone()).isTrue();
    assertThat(promise.result()).isNull();
  }

  @Test
  void aFailedPromiseThrowsTheVeryExceptionEachTime() {
    IOException error = new IOException("disk");
    promise.fail(error);
    assertThat(promise.exception()).isSameAs(error);
    assertThatThrownBy(promise::result).isSameAs(error);
    assertThatThrownBy(promise::result).isSameAs(error);
  }

  @Test
  void aPromiseThatFailsWithCancelledErrorIsCancelled() {
    CancelledError error = new CancelledError("by hand");
    promise.fail(error);
    assertThat(promise.isCancelled()).isTrue();
    assertThatThrownBy(promise::result).isSameAs(error);
  }

  @Test
  void aCancelledPromiseThrowsWithTheMessage() {
    assertThat(promise.cancel("enough")).isTrue();
    assertThat(promise.cancel()).isFalse();
    assertThatThrownBy(promise::result).isInstanceOf(CancelledError.class).hasMessage("enough");
    assertThatThrownBy(promise::exception).isInstanceOf(CancelledError.class);
  }

  @Test
  void callbacksRunOnTheLoopInTheOrderOfRegistration() {
    promise.onDone(done -> events.add("one " + done.result()));
    promise.onDone(done -> events.add("two"));
    promise.complete("v");
    assertThat(events).isEmpty();
    promise.onDone(done -> events.add("late"));
    runOnce();
    assertThat(events).containsExactly("one v", "two", "late");
  }

  @Test
  void aCallbackCanBeTakenBackUntilThePromiseIsDone() {
    Consumer<Future<String>> callback = done -> events.add("called");
    promise.onDone(callback);
    promise.onDone(callback);
    promise.onDone(done -> events.add("other"));
    assertThat(promise.removeOnDone(callback)).isEqualTo(2);
    assertThat(promise.removeOnDone(callback)).isZero();
    promise.complete("v");
    runOnce();
    assertThat(events).containsExactly("other");
  }

  @Test
  void aCallbackThatFailsIsReportedAndTheOthersRun() {
    List<LoopFailure> failures = new ArrayList<>();
    loop.setExceptionHandler(failures::add);
    RuntimeException error = new RuntimeException("bad");
    promise.onDone(
        done -> {
          throw error;
        });
    promise.onDone(done -> events.add("second"));
    promise.complete("v");
    runOnce();
    assertThat(events).containsExactly("second");
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).message()).isEqualTo("exception in callback");
    assertThat(failures.get(0).exception()).isSameAs(error);
  }

  @Test
  void callbacksRunWithTheContextOfTheirRegistration() {
    ContextVar<String> user = ContextVar.withDefault("user", "nobody");
    ContextVar.Token<String> token = user.set("ada");
    promise.onDone(done -> events.add(user.get()));
    user.reset(token);
    promise.complete("v");
    runOnce();
    assertThat(events).containsExactly("ada");
    assertThat(user.get()).isEqualTo("nobody");
  }

  @Test
  void nullArgumentsAreNamed() {
    assertThatThrownBy(() -> promise.onDone(null)).hasMessage("callback");
    assertThatThrownBy(() -> promise.fail(null)).hasMessage("error");
    assertThatThrownBy(() -> loop.callSoon(null)).hasMessage("callback");
    assertThatThrownBy(() -> loop.createTask(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("cannot make a task of null");
  }
}
