@file:JvmName("KotlinWaiting")

package dev.weft.samples.benchmarks.programs

import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

fun timers(delays: IntArray, late: LongArray, default: Boolean) {
    val context: CoroutineContext = if (default) Dispatchers.Default else EmptyCoroutineContext
    runBlocking(context) {
        for (i in delays.indices) {
            launch {
                val due = System.nanoTime() + delays[i] * 1_000_000L
                delay(delays[i].toLong())
                late[i] = System.nanoTime() - due
            }
        }
    }
}

/** In milliseconds. Not among the arguments: they would count as alive. */
private var hold = 0L

/** Runs [measure] while [n] coroutines sleep for [milliseconds]; returns the sum of their results. */
fun parkOnTimers(n: Int, name: String, milliseconds: Long, measure: Runnable): Long = runBlocking {
    hold = milliseconds
    val tasks = List(n) { i -> async { sleepOuter(name, i.toLong(), i, i) } }
    yield()
    measure.run()
    tasks.awaitAll().sum()
}

/** Runs [measure] while [n] coroutines wait, each for a future; returns the sum of their results. */
fun parkOnFutures(n: Int, name: String, measure: Runnable): Long = runBlocking {
    val futures = List(n) { CompletableDeferred<Long>() }
    val tasks = List(n) { i -> async { waitOuter(futures[i], name, i.toLong(), i, i) } }
    yield()
    measure.run()
    futures.forEach { it.complete(0) }
    tasks.awaitAll().sum()
}

private suspend fun sleepOuter(name: String, total: Long, left: Int, right: Int): Long {
    val below = sleepMiddle(name, total + 1, left + 1, right + 1)
    return below + name.length + total + left + right
}

private suspend fun sleepMiddle(name: String, total: Long, left: Int, right: Int): Long {
    val below = sleepInner(name, total + 1, left + 1, right + 1)
    return below + name.length + total + left + right
}

private suspend fun sleepInner(name: String, total: Long, left: Int, right: Int): Long {
    delay(hold)
    return name.length + total + left + right
}

private suspend fun waitOuter(on: Deferred<Long>, name: String, total: Long, left: Int, right: Int): Long {
    val below = waitMiddle(on, name, total + 1, left + 1, right + 1)
    return below + name.length + total + left + right
}

private suspend fun waitMiddle(on: Deferred<Long>, name: String, total: Long, left: Int, right: Int): Long {
    val below = waitInner(on, name, total + 1, left + 1, right + 1)
    return below + name.length + total + left + right
}

private suspend fun waitInner(on: Deferred<Long>, name: String, total: Long, left: Int, right: Int): Long {
    val below = on.await()
    return below + name.length + total + left + right
}
