def log = new File(basedir, "build.log").getText("UTF-8")
assert log.contains("Weft: 3 methods in 1 class, 5 suspension points")
assert log.contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0")
