def report = new File(basedir, "target/reports/weft.html").getText("UTF-8")
def expect = { text, what -> if (!report.contains(what)) throw new AssertionError(text + " has no " + what) }

expect("the report", "<h1>Shop &amp; Stock</h1>")
expect("the report", "<code>take(int)</code>")
expect("the report", "src/main/java/shop/Stock.java:12")
expect("the report", "<svg viewBox")

def site = new File(basedir, "target/site/weft.html").getText("UTF-8")
if (site != report) throw new AssertionError("the site has another page than the plain goal")
def list = new File(basedir, "target/site/project-reports.html").getText("UTF-8")
if (!list.contains("weft.html")) throw new AssertionError("the site does not list the report")
