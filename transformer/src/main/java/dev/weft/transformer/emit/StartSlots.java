package dev.weft.transformer.emit;

import dev.weft.transformer.plan.WovenMethod;

/**
 * Where the locals are in a copy that has the user's parameters: the hidden ones come behind them.
 * Only where they do not fit any more, the frame and the execution are all there is.
 */
final class StartSlots {
  private StartSlots() {}

  /** The first slot after the parameters. */
  private static int hidden(WovenMethod woven) {
    boolean isStatic = woven.async().isStatic();
    return woven.isWide() ? (isStatic ? 0 : 1) : woven.async().argumentSlots();
  }

  /** Of a local of the user's. */
  static int slot(WovenMethod woven, int userSlot) {
    return userSlot < hidden(woven) ? userSlot : userSlot + 2;
  }

  static int execution(WovenMethod woven) {
    return woven.isWide() ? hidden(woven) + 1 : hidden(woven);
  }

  static int frame(WovenMethod woven) {
    return woven.isWide() ? hidden(woven) : hidden(woven) + 1;
  }
}
