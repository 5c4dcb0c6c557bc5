def builds = new File(basedir, "build.log").getText("UTF-8").replace("\r\n", "\n").split("Scanning for projects")
def expect = { build, text -> if (!builds[build].contains(text)) throw new AssertionError("build $build does not say: $text") }
def expectNot = { build, text -> if (builds[build].contains(text)) throw new AssertionError("build $build says: $text") }
assert builds.length == 5

// All is proved, the originals woven again among it.
expect(1, "[INFO] Weft: " + new File(basedir, "target/classes") + ": 2 classes, 1 of them woven\n")
expect(1, "[INFO] Weft:   ok       the JVM verifies every class\n")
expect(1, "[INFO] Weft:   ok       weaving the originals again gives the same bytes\n")

// The jar alone has no originals.
expect(2, "shop-1.jar: 2 classes, 1 of them woven\n")
expect(2, "[INFO] Weft:   unknown  weaving the originals again gives the same bytes: no originals were given")
expect(2, "BUILD SUCCESS")

// All findings, and then one failure.
expect(3, "Stock.java:[13,29] async code that is not woven  [WEFT-117]\n")
expect(3, "[INFO] Weft:   FAILED   every @Async method is woven: 1 finding\n")
expect(3, "on project shop: Weft: 1 finding in 1 class")

expect(4, "weft.verify")
expect(4, "weft.reportDirectory")
expect(4, "target/weft unless given")

// What has no Maven: the transformer by itself, on the class files of the last build.
def version = new File(basedir, "pom.xml").text.find(/(?s)weft-runtime<\/artifactId>\s*<version>([^<]+)</) { it[1] }
def repository = { artifact, classifier -> new File(localRepositoryPath, "dev/weft/$artifact/$version/$artifact-$version${classifier}.jar").path }
def java = new File(System.getProperty("java.home"), "bin/java").path
def run = { String... command ->
  def process = new ProcessBuilder(command).redirectErrorStream(true).directory(basedir).start()
  def output = process.inputStream.text
  return [process.waitFor(), output]
}
def (status, output) = run(java, "-jar", repository("weft-transformer", "-all"), "verify", "--classpath", repository("weft-runtime", ""),
    "--originals", "target/weft/classes", "target/classes")
assert status == 0 : output
assert output.contains("ok       weaving the originals again gives the same bytes")

def (usage, _) = run(java, "-jar", repository("weft-transformer", "-all"), "nowhere")
assert usage == 2
