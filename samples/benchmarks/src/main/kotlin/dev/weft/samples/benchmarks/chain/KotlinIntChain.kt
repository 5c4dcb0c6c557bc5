@file:JvmName("KotlinIntChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun intChain(n: Int, sink: Blackhole): Int = runBlocking {
    var sum = 0
    for (i in 0 until n) {
        val value = f0(1000 + i)
        sink.consume(value)
        sum += value
    }
    sum
}

private suspend fun f0(x: Int): Int = f1(x) + 1

private suspend fun f1(x: Int): Int = f2(x) + 1

private suspend fun f2(x: Int): Int = f3(x) + 1

private suspend fun f3(x: Int): Int = f4(x) + 1

private suspend fun f4(x: Int): Int = f5(x) + 1

private suspend fun f5(x: Int): Int = f6(x) + 1

private suspend fun f6(x: Int): Int = f7(x) + 1

private suspend fun f7(x: Int): Int = f8(x) + 1

private suspend fun f8(x: Int): Int = f9(x) + 1

private suspend fun f9(x: Int): Int = f10(x) + 1

private suspend fun f10(x: Int): Int {
    if (x < 0) {
        yield()
    }
    return x
}
