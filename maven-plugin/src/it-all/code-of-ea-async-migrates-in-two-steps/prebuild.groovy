// The two steps of the guide in the README, done to the sources of the module before.
def source = new File(basedir, "before/src/main/java/shop/Store.java").getText("UTF-8")

// 1. The import.
source = source.replace("import static com.ea.async.Async.await;",
    "import static dev.weft.Weft.await;\n\nimport dev.weft.Async;")

// 2. The annotation, on every method that awaits. They are those that the build names otherwise.
def method = ~/(?ms)^  public Complet\S+ \w+\([^)]*\) \{.*?^  \}$/
source = source.replaceAll(method) { it.contains("await(") ? "  @Async\n" + it : it }

def target = new File(basedir, "after/src/main/java/shop/Store.java")
target.parentFile.mkdirs()
target.setText(source, "UTF-8")
return true
