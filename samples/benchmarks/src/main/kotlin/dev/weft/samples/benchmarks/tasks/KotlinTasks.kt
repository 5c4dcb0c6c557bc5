@file:JvmName("KotlinTasks")

package dev.weft.samples.benchmarks.tasks

import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield

/** On one thread, as a coroutine of runBlocking; or on the pool of Dispatchers.Default. */
private fun <T> on(default: Boolean, body: suspend CoroutineScope.() -> T): T {
    val context: CoroutineContext = if (default) Dispatchers.Default else EmptyCoroutineContext
    return runBlocking(context, body)
}

fun spawn(n: Int, default: Boolean): Long = on(default) {
    List(n) { async { it } }.awaitAll().sumOf { it.toLong() }
}

fun skynet(leaves: Int, default: Boolean): Long = on(default) { skynet(0, leaves) }

private suspend fun skynet(first: Long, leaves: Int): Long {
    if (leaves == 1) {
        return first
    }
    val each = leaves / 10
    return coroutineScope {
        List(10) { async { skynet(first + it.toLong() * each, each) } }.awaitAll().sum()
    }
}

fun queue(n: Int, default: Boolean): Long = on(default) {
    val channel = Channel<Int>(1)
    launch {
        for (i in 0 until n) {
            channel.send(i)
        }
        channel.close()
    }
    var sum = 0L
    for (value in channel) {
        sum += value
    }
    sum
}

fun lock(tasks: Int, turns: Int, default: Boolean): Int = on(default) {
    val mutex = Mutex()
    var count = 0
    coroutineScope {
        repeat(tasks) {
            launch {
                repeat(turns) {
                    mutex.withLock {
                        count++
                        yield()
                    }
                }
            }
        }
    }
    count
}

fun group(n: Int): Int = runBlocking {
    var count = 0
    coroutineScope {
        repeat(n) {
            launch {
                yield()
                count++
            }
        }
    }
    count
}

fun groupOnDefault(n: Int): Int = runBlocking(Dispatchers.Default) {
    val count = AtomicInteger()
    coroutineScope {
        repeat(n) {
            launch {
                yield()
                count.incrementAndGet()
            }
        }
    }
    count.get()
}
