package dev.weft.codegen;

/** The version of the contract between generated code and this runtime. */
public final class Abi {
  /**
   * Read from the class file by the transformer, and compared by every generated class when it is
   * loaded.
   */
  public static final int VERSION = 2;

  private Abi() {}

  /**
   * Refuses generated code of another contract when it is loaded.
   *
   * @param version what the generated code was made for
   * @param frame the generated class
   * @throws IncompatibleClassChangeError naming both versions
   */
  public static void require(int version, Class<?> frame) {
    if (version != VERSION) {
      throw new IncompatibleClassChangeError(
          frame.getName()
              + " was woven for Weft ABI "
              + version
              + ", but the weft-runtime on the class path has ABI "
              + VERSION
              + ": build it again with the weft-maven-plugin of the same version as weft-runtime");
    }
  }
}
