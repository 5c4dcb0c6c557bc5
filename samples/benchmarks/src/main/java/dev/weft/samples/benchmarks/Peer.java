package dev.weft.samples.benchmarks;

import java.util.Arrays;

/** Who does the same work. A benchmark's methods are named as these are. */
enum Peer {
  WEFT("weft", "Weft"),
  WEFT_LINKED("weftLinked", "Weft, linked"),
  PLAIN("plain", "plain Java"),
  KOTLIN("kotlin", "Kotlin"),
  KOTLIN_DEFAULT("kotlinDefault", "Kotlin, Default"),
  VIRTUAL_THREADS("virtualThreads", "virtual threads"),
  COMPLETABLE_FUTURE("completableFuture", "CompletableFuture"),
  EA_ASYNC("eaAsync", "EA Async");

  final String method;
  final String title;

  Peer(String method, String title) {
    this.method = method;
    this.title = title;
  }

  static Peer of(String method) {
    return Arrays.stream(values())
        .filter(peer -> peer.method.equals(method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no peer is named " + method));
  }
}
