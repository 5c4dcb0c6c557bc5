def log = new File(basedir, "build.log").getText("UTF-8")
assert log.contains("Weft: 2 methods in 1 class, 3 suspension points")
assert log.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
