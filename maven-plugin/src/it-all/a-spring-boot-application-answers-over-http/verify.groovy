def log = new File(basedir, "build.log").getText("UTF-8")
assert log.contains("Weft: 2 methods in 2 classes, 3 suspension points")
assert log =~ /Tests run: 1, Failures: 0, Errors: 0, Skipped: 0/
