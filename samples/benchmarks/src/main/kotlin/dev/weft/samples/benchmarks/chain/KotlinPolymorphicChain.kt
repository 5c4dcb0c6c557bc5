@file:JvmName("KotlinPolymorphicChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun polymorphicChain(n: Int, sink: Blackhole): Int = runBlocking {
    val first = polymorphicSteps()
    var sum = 0
    for (i in 0 until n) {
        val value = first.f(1000 + i)
        sink.consume(value)
        sum += value
    }
    sum
}

private fun polymorphicSteps(): PolymorphicStep {
    var step: PolymorphicStep = Last()
    for (i in 0 until 10) {
        step = if (i % 3 == 0) First(step) else if (i % 3 == 1) Second(step) else Third(step)
    }
    return step
}

private abstract class PolymorphicStep {
    abstract suspend fun f(x: Int): Int
}

private class First(private val next: PolymorphicStep) : PolymorphicStep() {
    override suspend fun f(x: Int): Int = next.f(x) + 1
}

private class Second(private val next: PolymorphicStep) : PolymorphicStep() {
    override suspend fun f(x: Int): Int = next.f(x) + 1
}

private class Third(private val next: PolymorphicStep) : PolymorphicStep() {
    override suspend fun f(x: Int): Int = next.f(x) + 1
}

private class Last : PolymorphicStep() {
    override suspend fun f(x: Int): Int {
        if (x < 0) {
            yield()
        }
        return x
    }
}
