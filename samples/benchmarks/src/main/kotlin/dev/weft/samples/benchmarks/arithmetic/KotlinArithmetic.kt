@file:JvmName("KotlinArithmetic")

package dev.weft.samples.benchmarks.arithmetic

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** With [all] every pause suspends, with [first] the first one does. */
fun run(data: IntArray, n: Int, first: Boolean, all: Boolean): Long = runBlocking {
    val mask = data.size - 1
    var sum = 0L
    for (i in 0 until n) {
        sum += data[i and mask].toLong() xor i.toLong() * i
        if ((i and mask) == mask) {
            pause(all || first && i == mask)
        }
    }
    sum
}

private suspend fun pause(suspends: Boolean) {
    if (suspends) {
        yield()
    }
}
