package dev.weft.samples.benchmarks.programs

import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** The quickstart on kotlinx.coroutines. */
object KotlinQuickstart {
    private suspend fun waits(seconds: Int) {
        println("start $seconds")
        delay(seconds * 1_000L)
        println("end $seconds")
    }

    @JvmStatic
    fun main(args: Array<String>) = runBlocking {
        val one = launch { waits(1) }
        val two = launch { waits(2) }
        println("ready")
        one.join()
        two.join()
    }
}
