def major = { new DataInputStream(new FileInputStream(new File(basedir, "target/" + it))).withCloseable { it.readInt(); it.readInt() & 0xFFFF } }
assert major("classes/shop/Prices.class") == 65
assert major('classes/shop/Prices$weft$price.class') == 65
assert major("test-classes/shop/PricesTest.class") == 65
assert new File(basedir, "build.log").text.contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
