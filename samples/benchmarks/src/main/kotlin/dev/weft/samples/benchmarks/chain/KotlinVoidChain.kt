@file:JvmName("KotlinVoidChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun voidChain(n: Int, count: LongArray, sink: Blackhole) = runBlocking {
    for (i in 0 until n) {
        f0(count)
        sink.consume(count[0])
    }
}

private suspend fun f0(count: LongArray) {
    f1(count)
    count[0]++
}

private suspend fun f1(count: LongArray) {
    f2(count)
    count[0]++
}

private suspend fun f2(count: LongArray) {
    f3(count)
    count[0]++
}

private suspend fun f3(count: LongArray) {
    f4(count)
    count[0]++
}

private suspend fun f4(count: LongArray) {
    f5(count)
    count[0]++
}

private suspend fun f5(count: LongArray) {
    f6(count)
    count[0]++
}

private suspend fun f6(count: LongArray) {
    f7(count)
    count[0]++
}

private suspend fun f7(count: LongArray) {
    f8(count)
    count[0]++
}

private suspend fun f8(count: LongArray) {
    f9(count)
    count[0]++
}

private suspend fun f9(count: LongArray) {
    f10(count)
    count[0]++
}

private suspend fun f10(count: LongArray) {
    if (count[0] < 0) {
        yield()
    }
    count[0]++
}
