package dev.weft.transformer.emit;

import dev.weft.transformer.plan.WovenMethod;

/**
 * Where the locals are in a copy: two hidden ones, the execution and the frame, stand between the
 * parameters that the copy has and all other locals of the user's.
 *
 * @param hidden the first of the two
 * @param frameFirst whether that is the frame
 */
record Slots(int hidden, boolean frameFirst) {
  /**
   * Of a copy that has the user's parameters. Only where the hidden ones do not fit any more, the
   * frame and the execution are all there is.
   */
  static Slots ofStart(WovenMethod woven) {
    return woven.isWide() ? ofResume(woven) : new Slots(woven.async().argumentSlots(), false);
  }

  /** Of a copy whose parameters are the frame and the execution. */
  static Slots ofResume(WovenMethod woven) {
    return new Slots(woven.async().isStatic() ? 0 : 1, true);
  }

  /** Of a local of the user's. */
  int of(int userSlot) {
    return userSlot < hidden ? userSlot : userSlot + 2;
  }

  int execution() {
    return frameFirst ? hidden + 1 : hidden;
  }

  int frame() {
    return frameFirst ? hidden : hidden + 1;
  }
}
