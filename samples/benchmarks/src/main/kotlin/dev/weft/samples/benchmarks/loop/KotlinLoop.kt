@file:JvmName("KotlinLoop")

package dev.weft.samples.benchmarks.loop

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun method(n: Int, sink: Blackhole): Long = runBlocking {
    var sum = 0L
    for (i in 0 until n) {
        val value = ready(i.toLong())
        sink.consume(value)
        sum += value
    }
    sum
}

private suspend fun ready(x: Long): Long {
    if (x < 0) {
        yield()
    }
    return x + 1
}

fun future(n: Int, sink: Blackhole): Long = runBlocking {
    val one: Deferred<Long> = CompletableDeferred(1L)
    var sum = 0L
    for (i in 0 until n) {
        val value = one.await()
        sink.consume(value)
        sum += value
    }
    sum
}

fun stage(n: Int, one: CompletableFuture<Long>, sink: Blackhole): Long = runBlocking {
    var sum = 0L
    for (i in 0 until n) {
        val value = one.await()
        sink.consume(value)
        sum += value
    }
    sum
}
