@file:JvmName("KotlinLongChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun longChain(n: Int, sink: Blackhole): Long = runBlocking {
    var sum = 0L
    for (i in 0 until n) {
        val value = f0(1000L + i)
        sink.consume(value)
        sum += value
    }
    sum
}

private suspend fun f0(x: Long): Long = f1(x) + 1

private suspend fun f1(x: Long): Long = f2(x) + 1

private suspend fun f2(x: Long): Long = f3(x) + 1

private suspend fun f3(x: Long): Long = f4(x) + 1

private suspend fun f4(x: Long): Long = f5(x) + 1

private suspend fun f5(x: Long): Long = f6(x) + 1

private suspend fun f6(x: Long): Long = f7(x) + 1

private suspend fun f7(x: Long): Long = f8(x) + 1

private suspend fun f8(x: Long): Long = f9(x) + 1

private suspend fun f9(x: Long): Long = f10(x) + 1

private suspend fun f10(x: Long): Long {
    if (x < 0) {
        yield()
    }
    return x
}
