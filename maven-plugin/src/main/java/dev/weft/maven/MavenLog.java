package dev.weft.maven;

import dev.weft.transformer.directory.WeaveLog;
import org.apache.maven.plugin.logging.Log;

/** Says in Maven's log what the weaver does. */
record MavenLog(Log log, boolean verbose) implements WeaveLog {
  @Override
  public void progress(String message) {
    log.info("Weft: " + message);
  }

  @Override
  public void detail(String message) {
    if (verbose) {
      log.info("Weft: " + message);
    } else {
      log.debug(message);
    }
  }
}
