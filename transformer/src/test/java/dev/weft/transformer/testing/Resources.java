package dev.weft.transformer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Texts of src/test/resources. */
public final class Resources {
  private Resources() {}

  public static boolean exists(String name) {
    return Resources.class.getClassLoader().getResource(name) != null;
  }

  public static String text(String name) {
    try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
