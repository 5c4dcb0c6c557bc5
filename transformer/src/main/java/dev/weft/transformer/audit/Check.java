package dev.weft.transformer.audit;

/** What is proved, in the words of a test's name. */
public enum Check {
  WELL_FORMED("every class file is well formed"),
  VERIFIED("the JVM verifies every class"),
  CONSISTENT("woven classes and generated classes fit together"),
  WOVEN("every @Async method is woven"),
  TRANSFORMED("no await is left that can be reached"),
  RUNTIME("the runtime is the one that classes were woven for"),
  REPRODUCIBLE("weaving the originals again gives the same bytes");

  private final String claim;

  Check(String claim) {
    this.claim = claim;
  }

  /** What holds when nothing is found. */
  public String claim() {
    return claim;
  }
}
