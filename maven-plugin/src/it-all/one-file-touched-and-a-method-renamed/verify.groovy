def builds = new File(basedir, "build.log").getText("UTF-8").split("Scanning for projects")
assert builds.length == 4
def written = { build -> (builds[build] =~ /Weft: wrote .*?([\w$]+)\.class/).collect { it[1] }.toSorted() }
def deleted = { build -> (builds[build] =~ /Weft: deleted .*?([\w$]+)\.class/).collect { it[1] } }

assert written(1) == ["Cart", 'Cart$weft$add', "Stock", 'Stock$weft$take']
// Its frame class is the same as before, and not written again.
assert written(2) == ["Stock"]
assert deleted(2) == []
assert written(3) == ["Stock", 'Stock$weft$remove']
assert deleted(3) == ['Stock$weft$take']
assert new File(basedir, "target/classes/shop").list().toList().toSorted() ==
    ["Cart.class", 'Cart$weft$add.class', "Stock.class", 'Stock$weft$remove.class'].toSorted()
