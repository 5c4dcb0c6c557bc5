def log = new File(basedir, "build.log").getText("UTF-8")
def expect = { pattern -> if (!(log =~ pattern)) throw new AssertionError("build.log has no " + pattern) }

expect(/\[INFO\] Weft: 1 method in 1 class, 1 suspension point, \d+\.\d s/)
expect(/\[INFO\] Weft: 1 method in 1 class, 2 suspension points, \d+\.\d s/)
expect(/Tests run: 1, Failures: 0, Errors: 0, Skipped: 0/)
assert new File(basedir, "target/classes/shop/Stock\$weft\$take.class").exists()
assert new File(basedir, "target/test-classes/shop/StockTest\$weft\$twice.class").exists()
