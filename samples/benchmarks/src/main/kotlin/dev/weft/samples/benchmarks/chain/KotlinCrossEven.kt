package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

/** The even ones of eleven methods of two classes that call each other. */
object KotlinCrossEven {
    @JvmStatic
    fun run(n: Int, sink: Blackhole): Int = runBlocking {
        var sum = 0
        for (i in 0 until n) {
            val value = f0(1000 + i)
            sink.consume(value)
            sum += value
        }
        sum
    }

    @JvmStatic
    suspend fun f0(x: Int): Int = KotlinCrossOdd.f1(x) + 1

    @JvmStatic
    suspend fun f2(x: Int): Int = KotlinCrossOdd.f3(x) + 1

    @JvmStatic
    suspend fun f4(x: Int): Int = KotlinCrossOdd.f5(x) + 1

    @JvmStatic
    suspend fun f6(x: Int): Int = KotlinCrossOdd.f7(x) + 1

    @JvmStatic
    suspend fun f8(x: Int): Int = KotlinCrossOdd.f9(x) + 1

    @JvmStatic
    suspend fun f10(x: Int): Int {
        if (x < 0) {
            yield()
        }
        return x
    }
}
