def log = new File(basedir, "build.log").getText("UTF-8").replace("\r\n", "\n")
def expect = { text -> if (!log.contains(text)) throw new AssertionError("build.log does not say: $text") }
def cart = new File(basedir, "src/main/java/shop/Cart.java")

expect("""\
[ERROR] ${cart}:[15,25] await while holding a lock  [WEFT-105]
   14 |     synchronized (stock) {
   15 |       return result(1 + await(stock.take(1)));
      |                         ^^^^^^^^^^^^^^^^^^^^
   16 |     }
   The monitor entered at line 14 would stay locked while other tasks run, and is released by no other thread.
   Take the value before the block, or use dev.weft.sync.AsyncLock.
""")
expect("[ERROR] ${cart}:[20,12] await in a method that is not @Async  [WEFT-101]\n")
expect("on project an-error-fails-the-build: Weft: 2 errors, 0 warnings: nothing was woven")

// As javac wrote them: Stock, in which nothing is wrong, too.
def classes = new File(basedir, "target/classes/shop")
assert classes.list().toList().toSorted() == ["Cart.class", "Stock.class"]
classes.eachFile { assert !it.getText("ISO-8859-1").contains("dev/weft/codegen/Woven") }
