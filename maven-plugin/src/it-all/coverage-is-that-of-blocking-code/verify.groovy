import javax.xml.parsers.DocumentBuilderFactory

def factory = DocumentBuilderFactory.newInstance()
factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false)
def report = factory.newDocumentBuilder().parse(new File(basedir, "target/site/jacoco/jacoco.xml")).documentElement

def children = { parent, tag -> (0..<parent.childNodes.length).collect { parent.childNodes.item(it) }.findAll { it.nodeName == tag } }
def named = { parent, tag, name -> children(parent, tag).find { it.getAttribute("name") == name } }
def number = { node, name -> node.getAttribute(name).toInteger() }

/** Of each line: whether it has begun, whether all of it has run, and its branches, missed and covered. */
def lines = { name ->
  def source = named(named(report, "package", "shop/$name".toString()), "sourcefile", "Orders.java")
  children(source, "line").collectEntries {
    [number(it, "nr"), [number(it, "ci") > 0, number(it, "mi") == 0, number(it, "mb"), number(it, "cb")]]
  }
}
def counters = { name ->
  def type = named(named(report, "package", "shop/$name".toString()), "class", "shop/$name/Orders".toString())
  children(type, "counter").collectEntries { [it.getAttribute("type"), [number(it, "missed"), number(it, "covered")]] }
}
def blocking = lines("blocking")
def suspending = lines("suspending")
def text = new File(basedir, "src/main/java/shop/suspending/Orders.java").readLines()
def lineOf = { words -> text.findIndexOf { it.contains(words) } + 1 }

def different = (blocking.keySet() + suspending.keySet()).findAll { blocking[it] != suspending[it] }
if (different) {
  throw new AssertionError("other figures than those of blocking code:\n" + different.toSorted().collect {
    "$it: ${suspending[it]} instead of ${blocking[it]}: ${text[it - 1]}"
  }.join("\n"))
}
assert blocking.size() > 25
// What follows a suspension is covered, and what no test runs is not.
assert suspending[lineOf("total += price;")] == [true, true, 0, 0]
assert suspending[lineOf("never in the tests")] == [false, false, 0, 0]
// A line has not run that throws behind an await, or whose await fails.
["/ (count - 2)", "failing(count - 1)", "return fails("].each { assert suspending[lineOf(it)] == [false, false, 0, 0] }

def expected = counters("blocking")
def actual = counters("suspending")
["LINE", "BRANCH", "METHOD", "COMPLEXITY"].each { assert actual[it] == expected[it] }

// That there are probes in it is proved and shown by goals that JaCoCo is no part of.
def alone = new File(basedir, "build.log").getText("UTF-8").replace("\r\n", "\n").split("Scanning for projects")[2]
assert !alone.contains("jacoco")
assert alone.contains("[INFO] Weft:   ok       weaving the originals again gives the same bytes\n")
assert alone.contains("BUILD SUCCESS")
def page = new File(basedir, "target/reports/weft.html").getText("UTF-8")
assert page.contains(" · with probes · ")
