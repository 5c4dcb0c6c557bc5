package dev.weft.transformer.cli;

import dev.weft.transformer.Version;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** Where the JVM starts. */
public final class Main {
  /** All is well. */
  static final int DONE = 0;

  /** Something is wrong with the user's code, or a file cannot be read or written. */
  static final int PROBLEMS = 1;

  /** The command line is wrong. */
  static final int WRONG_USAGE = 2;

  private Main() {}

  /** Runs one command, and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** All commands. Executing one returns its exit status. */
  static CommandLine commandLine() {
    return new CommandLine(new WeaveCommand())
        .addSubcommand(new VerifyCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command
                  .getErr()
                  .println("[ERROR] Weft: " + (e.getMessage() == null ? e : e.getMessage()));
              return PROBLEMS;
            });
  }

  /** For {@code --version}. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"weft-transformer " + Version.CURRENT};
    }
  }
}
