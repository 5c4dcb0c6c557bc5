def log = new File(basedir, "build.log").getText("UTF-8")
assert log.count("BUILD SUCCESS") == 2
assert log.count("Weft: 2 methods in 1 class, 2 suspension points") == 2
assert !log.contains("not marked @threadSafe")
["orders", "legacy"].each { name ->
  def reports = new File(basedir, "$name/target/surefire-reports").listFiles().findAll { it.name.endsWith(".xml") }
  assert reports.size() == 1 && reports[0].text.contains('failures="0"') && reports[0].text.contains('errors="0"')
}
// Reproducible: two builds, the same bytes.
["stock", "orders", "prices", "billing", "shipping"].each { name ->
  def jars = ["target", "second"].collect { new File(basedir, "$name/$it/$name-1.jar").bytes }
  if (!Arrays.equals(jars[0], jars[1])) throw new AssertionError("the two jars of $name differ")
}
return true
