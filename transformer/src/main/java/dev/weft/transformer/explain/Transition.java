package dev.weft.transformer.explain;

/**
 * That control can go from one node of the state machine to another without passing a third.
 *
 * @param exceptional whether it takes an exception that the method catches
 */
public record Transition(Node from, Node to, boolean exceptional) {
  /**
   * A node of the state machine.
   *
   * @param number of the point or tail; 0 of the others, of which there is one
   */
  public record Node(Kind kind, int number) {
    /** Where a call begins. */
    public static final Node START = new Node(Kind.START, 0);

    /** Where the method has its result. */
    public static final Node RETURN = new Node(Kind.RETURN, 0);

    /** A throw statement whose exception leaves the method. */
    public static final Node THROW = new Node(Kind.THROW, 0);
  }

  /** The kinds of nodes, in the order in which a diagram has them. */
  public enum Kind {
    START,
    POINT,
    TAIL,
    RETURN,
    THROW
  }
}
