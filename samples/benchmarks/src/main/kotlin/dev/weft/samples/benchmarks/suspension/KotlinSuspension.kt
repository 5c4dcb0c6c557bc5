@file:JvmName("KotlinSuspension")

package dev.weft.samples.benchmarks.suspension

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

fun yields(n: Int): Int = runBlocking {
    var count = 0
    while (count < n) {
        yield()
        count++
    }
    count
}

fun yieldAtDepth(depth: Int, n: Int): Int = runBlocking { yieldsAt(depth, n) }

private suspend fun yieldsAt(depth: Int, n: Int): Int {
    if (depth > 1) {
        return yieldsAt(depth - 1, n) + 1
    }
    for (i in 0 until n) {
        yield()
    }
    return 1
}

fun reenter(depth: Int, n: Int): Int = runBlocking {
    var frames = 0
    for (i in 0 until n) {
        frames += down(depth)
    }
    frames
}

private suspend fun down(depth: Int): Int {
    if (depth > 1) {
        return down(depth - 1) + 1
    }
    yield()
    return 1
}

fun through(frames: Int, n: Int): Int = runBlocking {
    var caught = 0
    for (i in 0 until n) {
        try {
            failing(frames)
        } catch (e: IllegalStateException) {
            caught++
        }
    }
    caught
}

private suspend fun failing(frames: Int): Int {
    if (frames > 1) {
        return failing(frames - 1) + 1
    }
    yield()
    throw IllegalStateException("at the bottom")
}

fun throughFinallies(frames: Int, n: Int, passed: LongArray): Int = runBlocking {
    var caught = 0
    for (i in 0 until n) {
        try {
            failingWithFinally(frames, passed)
        } catch (e: IllegalStateException) {
            caught++
        }
    }
    caught
}

private suspend fun failingWithFinally(frames: Int, passed: LongArray): Int {
    try {
        if (frames > 1) {
            return failingWithFinally(frames - 1, passed) + 1
        }
        yield()
        throw IllegalStateException("at the bottom")
    } finally {
        passed[0]++
    }
}
