def log = new File(basedir, "build.log").getText("UTF-8")
assert (log =~ /Weft: wrote .*?([\w$]+)\.class/).collect { it[1] }.toSorted() == ["Stock", 'Stock$weft$take']
assert log.contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
