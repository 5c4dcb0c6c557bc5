// Skipped, and listed as such, where the environment names no newer JDK.
return System.getenv("WEFT_TEST_JDK") != null || System.getenv("JAVA_HOME_25_X64") != null
