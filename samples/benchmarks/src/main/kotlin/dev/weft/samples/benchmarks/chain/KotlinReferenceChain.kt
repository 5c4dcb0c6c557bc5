@file:JvmName("KotlinReferenceChain")

package dev.weft.samples.benchmarks.chain

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.openjdk.jmh.infra.Blackhole

fun referenceChain(n: Int, text: String, sink: Blackhole): Long = runBlocking {
    var length = 0L
    for (i in 0 until n) {
        val value = f0(text)
        sink.consume(value)
        length += value.length
    }
    length
}

private suspend fun f0(text: String): String {
    val value = f1(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f1(text: String): String {
    val value = f2(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f2(text: String): String {
    val value = f3(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f3(text: String): String {
    val value = f4(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f4(text: String): String {
    val value = f5(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f5(text: String): String {
    val value = f6(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f6(text: String): String {
    val value = f7(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f7(text: String): String {
    val value = f8(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f8(text: String): String {
    val value = f9(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f9(text: String): String {
    val value = f10(text)
    check(!value.isEmpty())
    return value
}

private suspend fun f10(text: String): String {
    if (text.isEmpty()) {
        yield()
    }
    return text
}
