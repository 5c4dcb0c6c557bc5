package dev.weft.samples.stress;

import java.util.LinkedHashSet;
import java.util.Set;

/** Those who wait for something that is given first come, first served. */
final class Line {
  /** One who waits. */
  static final class Ticket {
    private boolean overtaken;
  }

  private final Set<Ticket> waiting = new LinkedHashSet<>();

  Ticket enter() {
    Ticket ticket = new Ticket();
    waiting.add(ticket);
    return ticket;
  }

  /** It was cancelled. */
  void left(Ticket ticket) {
    waiting.remove(ticket);
  }

  /** It got its turn; false when another who came later got one before. */
  boolean served(Ticket ticket) {
    for (Ticket earlier : waiting) {
      if (earlier == ticket) {
        break;
      }
      earlier.overtaken = true; // Cancelled, we hope, and about to find out.
    }
    waiting.remove(ticket);
    return !ticket.overtaken;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public String toString() {
    return waiting.size() + " waiting";
  }
}
