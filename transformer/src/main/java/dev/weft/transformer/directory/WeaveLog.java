package dev.weft.transformer.directory;

/** Where the weaver says what it does. */
public interface WeaveLog {
  /** Says nothing. */
  WeaveLog SILENT =
      new WeaveLog() {
        @Override
        public void progress(String message) {}

        @Override
        public void detail(String message) {}
      };

  /** Now and then during a run that takes long. */
  void progress(String message);

  /** Each step, for who wants to know. */
  void detail(String message);
}
