package dev.weft;

/** When {@link Weft#waitUntil} ends. */
public enum ReturnWhen {
  /** All are done. */
  ALL_COMPLETED,
  /** One is done, however it ended. */
  FIRST_COMPLETED,
  /** One has failed, or all are done. A cancellation is no failure. */
  FIRST_EXCEPTION
}
