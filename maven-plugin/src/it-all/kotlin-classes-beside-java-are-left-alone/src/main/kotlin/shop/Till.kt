package shop

import dev.weft.Coroutine
import dev.weft.Weft

/** Names Weft and awaits nothing: Kotlin has coroutines of its own. */
class Till(private val stock: Stock) {
  suspend fun counted(block: suspend () -> Int): Int = block() + 1

  fun take(count: Int): Int = Weft.run(stock.take(count))

  fun taken(): Coroutine<Int> = Weft.result(7)
}
