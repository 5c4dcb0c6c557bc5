package dev.weft.samples.benchmarks.loop;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.VirtualThreads;
import dev.weft.samples.benchmarks.ea.EaAsyncLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A loop of 1,000 awaits of a CompletableFuture that is done; the figures are of one. */
@State(Scope.Thread)
@OperationsPerInvocation(LoopOfFinishedStages.N)
public class LoopOfFinishedStages {
  static final int N = 1_000;

  final CompletableFuture<Long> one = CompletableFuture.completedFuture(1L);

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(N, WeftLoop.stage(N, one, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(N, PlainLoop.stage(N, one, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(N, KotlinLoop.stage(N, one, sink));
  }

  @Benchmark
  public void virtualThreads(Blackhole sink) {
    Check.equal(N, VirtualThreads.call(() -> PlainLoop.stage(N, one, sink)));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(N, FuturesLoop.stage(N, one));
  }

  @Benchmark
  public void eaAsync(Blackhole sink) {
    Check.equal(N, EaAsyncLoop.stage(N, one, sink).join());
  }
}
