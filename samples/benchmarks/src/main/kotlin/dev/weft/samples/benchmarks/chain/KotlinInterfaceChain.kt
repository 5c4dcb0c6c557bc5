@file:JvmName("KotlinInterfaceChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun interfaceChain(n: Int, sink: Blackhole): Int = runBlocking {
    val first = interfaceSteps()
    var sum = 0
    for (i in 0 until n) {
        val value = first.f(1000 + i)
        sink.consume(value)
        sum += value
    }
    sum
}

private fun interfaceSteps(): InterfaceStep {
    var step = Link(null)
    for (i in 0 until 10) {
        step = Link(step)
    }
    return step
}

private interface InterfaceStep {
    suspend fun f(x: Int): Int
}

private class Link(private val next: InterfaceStep?) : InterfaceStep {
    override suspend fun f(x: Int): Int {
        if (next != null) {
            return next.f(x) + 1
        }
        if (x < 0) {
            yield()
        }
        return x
    }
}
