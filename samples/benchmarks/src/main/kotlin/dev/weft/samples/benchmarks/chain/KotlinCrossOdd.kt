package dev.weft.samples.benchmarks.chain

/** The odd ones of eleven methods of two classes that call each other. */
object KotlinCrossOdd {
    @JvmStatic
    suspend fun f1(x: Int): Int = KotlinCrossEven.f2(x) + 1

    @JvmStatic
    suspend fun f3(x: Int): Int = KotlinCrossEven.f4(x) + 1

    @JvmStatic
    suspend fun f5(x: Int): Int = KotlinCrossEven.f6(x) + 1

    @JvmStatic
    suspend fun f7(x: Int): Int = KotlinCrossEven.f8(x) + 1

    @JvmStatic
    suspend fun f9(x: Int): Int = KotlinCrossEven.f10(x) + 1
}
