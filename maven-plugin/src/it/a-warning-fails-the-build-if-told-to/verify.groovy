def builds = new File(basedir, "build.log").getText("UTF-8").replace("\r\n", "\n").split("Scanning for projects")
def expect = { build, text -> if (!builds[build].contains(text)) throw new AssertionError("build $build does not say: $text") }
def cart = new File(basedir, "src/main/java/shop/Cart.java")
def warning = """\
[WARNING] ${cart}:[10,21] @Async without any await  [WEFT-202]
    9 |   @Async
   10 |   Coroutine<String> name() {
      |                     ^^^^
   11 |     return result("cart");
"""

expect(1, warning)
expect(1, "BUILD SUCCESS")
// The other method's is silenced in the source.
assert builds[1].count("WEFT-202") == 1

// What fails a build is to be seen in a quiet one, too.
expect(2, warning.replace("[WARNING]", "[ERROR]"))
expect(2, "Weft: 0 errors, 1 warning: nothing was woven")
