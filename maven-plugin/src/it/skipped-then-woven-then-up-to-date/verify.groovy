def builds = new File(basedir, "build.log").getText("UTF-8").split("Scanning for projects")
def has = { build, text -> builds[build].contains(text) }
def expect = { build, text -> if (!has(build, text)) throw new AssertionError("build $build does not say: $text") }
def expectNot = { build, text -> if (has(build, text)) throw new AssertionError("build $build says: $text") }
assert builds.length == 4

expectNot(1, "Weft:")

def wrote = { name -> "[INFO] Weft: wrote " + new File(basedir, "target/classes/shop/" + name) }
expect(2, wrote("Stock\$weft\$take.class"))
expect(2, wrote("Stock.class"))
expect(2, "[INFO] Weft: 1 method in 1 class, 1 suspension point, ")

expect(3, "Nothing to compile")
expect(3, "[INFO] Weft: everything is up to date")
expectNot(3, "wrote")
