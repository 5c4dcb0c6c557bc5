package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncIteratorTest {
  private final List<Object> events = new ArrayList<>();

  /** A publisher whose signals are given by hand, and which notes what it is asked for. */
  private final class Source implements Flow.Publisher<String>, Flow.Subscription {
    private Flow.Subscriber<? super String> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
      events.add("subscribe");
      this.subscriber = subscriber;
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      events.add("request " + n);
    }

    @Override
    public void cancel() {
      events.add("cancel");
    }

    void send(String... elements) {
      for (String element : elements) {
        subscriber.onNext(element);
      }
    }
  }

  private final Source source = new Source();

  private static <T> List<T> rest(AsyncIterator<T> iterator) {
    List<T> elements = new ArrayList<>();
    while (await(iterator.advance())) {
      elements.add(iterator.current());
    }
    return elements;
  }

  private <T> T run(AsyncCallable<T> body) {
    return VirtualTime.run(co(body));
  }

  // ---- Iterable ----

  @Test
  void theElementsOfAnIterableComeInOrderWithoutSuspending() {
    AsyncIterator<Integer> numbers = AsyncIterator.of(List.of(1, 2, 3));
    assertThatThrownBy(numbers::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no current element: advance() has not returned true");
    assertThat(this.<List<Integer>>run(() -> Weft.result(rest(numbers)))).containsExactly(1, 2, 3);
    assertThatThrownBy(numbers::current).isInstanceOf(IllegalStateException.class);
    assertThat(this.<Boolean>run(numbers::advance)).isFalse();
  }

  @Test
  void aClosedIterableHasNoMoreElements() {
    AsyncIterator<Integer> numbers = AsyncIterator.of(List.of(1, 2, 3));
    run(
        () -> {
          assertThat(await(numbers.advance())).isTrue();
          await(numbers.close());
          assertThat(await(numbers.advance())).isFalse();
          return numbers.close();
        });
    assertThatThrownBy(numbers::current).isInstanceOf(IllegalStateException.class);
  }

  // ---- forEach ----

  /** One whose close takes a second. */
  private AsyncIterator<Integer> slowToClose(Throwable errorOfClose) {
    AsyncIterator<Integer> numbers = AsyncIterator.of(List.of(1, 2, 3));
    return new AsyncIterator<>() {
      @Override
      public Coroutine<Boolean> advance() {
        return numbers.advance();
      }

      @Override
      public Integer current() {
        return numbers.current();
      }

      @Override
      public Coroutine<Void> close() {
        return co(
            () -> {
              await(Weft.sleep(Duration.ofSeconds(1)));
              events.add("closed");
              if (errorOfClose != null) {
                throw Sneaky.raise(errorOfClose);
              }
              return Weft.done();
            });
      }
    };
  }

  @Test
  void forEachRunsTheBodyWithEachElementAndThenCloses() {
    run(
        () ->
            slowToClose(null)
                .forEach(
                    number ->
                        co(
                            () -> {
                              await(Weft.yieldNow());
                              events.add(number);
                              return Weft.done();
                            })));
    assertThat(events).containsExactly(1, 2, 3, "closed");
  }

  @Test
  void forEachWhileIsLeftByFalseAndWaitsForTheClose() {
    run(
        () ->
            slowToClose(null)
                .forEachWhile(
                    number -> {
                      events.add(number);
                      return Weft.result(number < 2);
                    }));
    assertThat(events).containsExactly(1, 2, "closed");
  }

  @Test
  void aFailureOfTheBodyClosesAndIsThrownWithThatOfTheCloseSuppressed() {
    IOException ofBody = new IOException("body");
    IOException ofClose = new IOException("close");
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        slowToClose(ofClose)
                            .forEach(
                                number -> {
                                  throw ofBody;
                                })))
        .isSameAs(ofBody)
        .hasSuppressedException(ofClose);
    assertThat(events).containsExactly("closed");
  }

  @Test
  void aFailureOfTheCloseAloneIsThrown() {
    IOException ofClose = new IOException("close");
    assertThatThrownBy(() -> run(() -> slowToClose(ofClose).forEach(number -> Weft.done())))
        .isSameAs(ofClose);
  }

  @Test
  void aCancellationInTheBodyClosesToo() {
    try (VirtualTime time = VirtualTime.create()) {
      Task<Void> task =
          time.start(slowToClose(null).forEach(number -> Weft.sleep(Duration.ofDays(1))));
      task.cancel("enough");
      time.runUntilIdle();
      assertThat(task.isDone()).isFalse();
      time.advance(Duration.ofSeconds(1));
      assertThat(events).containsExactly("closed");
      assertThatThrownBy(task::result).isInstanceOf(CancelledError.class).hasMessage("enough");
    }
  }

  @Test
  void aCancellationWhileClosingIsNotHiddenBehindTheFailureOfTheBody() {
    IOException ofBody = new IOException("body");
    try (VirtualTime time = VirtualTime.create()) {
      Task<Void> task =
          time.start(
              slowToClose(null)
                  .forEach(
                      number -> {
                        throw ofBody;
                      }));
      task.cancel("enough");
      time.runUntilIdle();
      assertThatThrownBy(task::result)
          .isInstanceOf(CancelledError.class)
          .hasMessage("enough")
          .hasSuppressedException(ofBody);
    }
  }

  // ---- Flow.Publisher ----

  @Test
  void nothingIsSubscribedBeforeTheFirstAdvanceNorAfterAClose() {
    AsyncIterator<String> strings = AsyncIterator.of(source);
    assertThat(events).isEmpty();
    run(strings::close);
    assertThat(this.<Boolean>run(strings::advance)).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void neverMoreThanTheBufferIsRequestedAndNotTaken() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 4);
    run(
        () -> {
          Weft.createTask(
              co(
                  () -> {
                    source.send("a", "b", "c", "d");
                    return Weft.done();
                  }));
          for (int i = 0; i < 4; i++) {
            assertThat(await(strings.advance())).isTrue();
            events.add(strings.current());
          }
          source.subscriber.onComplete();
          return strings.advance();
        });
    assertThat(events)
        .containsExactly("subscribe", "request 4", "a", "request 2", "b", "c", "request 2", "d");
  }

  @Test
  void aBufferOfOneIsLockstep() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 1);
    run(
        () -> {
          Weft.createTask(
              co(
                  () -> {
                    source.send("a");
                    await(Weft.yieldNow());
                    source.send("b");
                    source.subscriber.onComplete();
                    return Weft.done();
                  }));
          events.addAll(rest(strings));
          return Weft.done();
        });
    assertThat(events).containsExactly("subscribe", "request 1", "request 1", "a", "b");
    assertThatThrownBy(() -> AsyncIterator.of(source, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the buffer must hold at least one element: 0");
  }

  @Test
  void theErrorOfThePublisherIsThrownAfterItsElementsAndOnce() {
    IOException error = new IOException("gone");
    AsyncIterator<String> strings = AsyncIterator.of(source);
    run(
        () -> {
          Weft.createTask(
              co(
                  () -> {
                    source.send("a");
                    source.subscriber.onError(error);
                    return Weft.done();
                  }));
          assertThat(await(strings.advance())).isTrue();
          assertThatThrownBy(() -> await(strings.advance())).isSameAs(error);
          assertThat(await(strings.advance())).isFalse();
          return Weft.done();
        });
  }

  @Test
  void breakingOutAndClosingCancelsTheSubscription() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 2);
    run(
        () -> {
          Weft.createTask(
              co(
                  () -> {
                    source.send("a", "b");
                    return Weft.done();
                  }));
          await(strings.forEachWhile(string -> Weft.result(false)));
          source.send("late");
          assertThatThrownBy(strings::current).isInstanceOf(IllegalStateException.class);
          return strings.advance();
        });
    assertThat(events).containsExactly("subscribe", "request 2", "request 1", "cancel");
  }

  @Test
  void cancellingTheTaskThatWaitsCancelsTheSubscriptionAndEndsTheIteration() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 2);
    run(
        () -> {
          assertThatThrownBy(() -> await(Weft.waitFor(strings.advance(), Duration.ofMillis(1))))
              .isInstanceOf(TimedOutException.class);
          assertThat(await(strings.advance())).isFalse();
          return Weft.done();
        });
    assertThat(events).containsExactly("subscribe", "request 2", "cancel");
  }

  @Test
  void closingEndsAnAdvanceThatWaitsInAnotherTask() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 2);
    run(
        () -> {
          Task<Boolean> waiting = Weft.createTask(strings.advance());
          await(Weft.yieldNow());
          await(strings.close());
          assertThat(await(waiting)).isFalse();
          return Weft.done();
        });
    assertThat(events).containsExactly("subscribe", "request 2", "cancel");
  }

  @Test
  void twoTasksCannotWaitForTheNextElementAtOnce() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 2);
    run(
        () -> {
          Task<Boolean> first = Weft.createTask(strings.advance());
          await(Weft.yieldNow());
          assertThatThrownBy(() -> await(strings.advance()))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("another task waits for the next element already");
          source.send("a");
          assertThat(await(first)).isTrue();
          return strings.close();
        });
  }

  @Test
  void aSubscriptionThatComesAfterTheCloseIsCancelledAndSoIsASecondOne() {
    List<Flow.Subscriber<? super String>> subscribers = new ArrayList<>();
    AsyncIterator<String> strings = AsyncIterator.of(subscribers::add, 2);
    run(
        () -> {
          Task<Boolean> waiting = Weft.createTask(strings.advance());
          await(Weft.yieldNow());
          await(strings.close());
          assertThat(await(waiting)).isFalse();
          subscribers.get(0).onSubscribe(source);
          subscribers.get(0).onSubscribe(source);
          return Weft.done();
        });
    assertThat(events).containsExactly("cancel", "cancel");
  }

  @Test
  void aPublisherThatSendsMoreThanWasRequestedIsCancelled() {
    AsyncIterator<String> strings = AsyncIterator.of(source, 1);
    run(
        () -> {
          Weft.createTask(
              co(
                  () -> {
                    source.send("a", "b");
                    return Weft.done();
                  }));
          assertThat(await(strings.advance())).isTrue();
          assertThat(strings.current()).isEqualTo("a");
          assertThatThrownBy(() -> await(strings.advance()))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("the publisher sent more than was requested");
          return strings.advance();
        });
    assertThat(events).contains("cancel");
  }

  @Test
  void aPublisherThatCannotBeSubscribedToFailsTheAdvance() {
    IllegalStateException refused = new IllegalStateException("refused");
    AsyncIterator<String> strings =
        AsyncIterator.of(
            subscriber -> {
              throw refused;
            },
            1);
    assertThatThrownBy(() -> run(strings::advance)).isSameAs(refused);
    assertThat(this.<Boolean>run(strings::advance)).isFalse();
  }

  @Test
  void whatOtherThreadsPublishArrivesOnceAndInOrder() {
    int number = 100_000;
    List<Integer> received =
        Weft.run(
            Script.of(
                new Script.Body() {
                  private final SubmissionPublisher<Integer> publisher =
                      new SubmissionPublisher<>();
                  private final AsyncIterator<Integer> numbers = AsyncIterator.of(publisher, 8);
                  private final List<Integer> elements = new ArrayList<>();

                  @Override
                  public Object step(Script<?> script, int at, Object value, Throwable error)
                      throws Throwable {
                    Script.orThrow(value, error);
                    if (at == 0) {
                      Task<Boolean> first = Weft.createTask(numbers.advance(), TaskOptions.EAGER);
                      new Thread(this::publish).start();
                      return script.then(first, 1);
                    }
                    if (!(Boolean) value) {
                      return elements;
                    }
                    elements.add(numbers.current());
                    return script.then(numbers.advance(), 1);
                  }

                  private void publish() {
                    IntStream.range(0, number).forEach(publisher::submit);
                    publisher.close();
                  }
                }));
    assertThat(received).containsExactlyElementsOf(IntStream.range(0, number).boxed().toList());
  }
}
