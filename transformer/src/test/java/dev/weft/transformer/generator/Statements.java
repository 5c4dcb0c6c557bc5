package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.create;
import static dev.weft.transformer.generator.Ast.name;
import static dev.weft.transformer.generator.Ast.statement;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements, and knows of each whether it can complete normally, as the compiler will:
 * nothing is written where it could not be reached, and nothing is missing where it could.
 */
final class Statements {
  private static final int DEEPEST = 4;

  /** How a list of statements ends. */
  enum End {
    ANY,
    /** What follows can be reached. */
    COMPLETES,
    /** What follows cannot be reached. */
    ABRUPT
  }

  /** A block, whether it can complete normally, and what is assigned then. */
  record Made(BlockStmt block, boolean completes, Set<String> assigned) {}

  /**
   * Appends a statement, maybe after declarations that belong to it; returns whether it completes
   * normally.
   */
  interface Kind {
    boolean add(NodeList<Statement> to);
  }

  private final Body body;
  private final Choices choices;
  private final Simple simple;

  Statements(Body body) {
    this.body = body;
    this.choices = body.choices;
    this.simple = new Simple(body);
  }

  // ---- lists
  // -------------------------------------------------------------------------------------------------------

  Made block(int count, End end) {
    Scope.Mark mark = body.scope.mark();
    NodeList<Statement> statements = new NodeList<>();
    body.nesting++;
    boolean completes = fill(statements, count, end);
    body.nesting--;
    Set<String> assigned = body.scope.assigned();
    body.scope.reset(mark);
    return new Made(new BlockStmt(statements), completes, assigned);
  }

  /** Appends about {@code count} statements; returns whether the last one completes normally. */
  boolean fill(NodeList<Statement> to, int count, End end) {
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      if (last && end != End.COMPLETES ? !add(to) : !addCompleting(to)) {
        return false;
      }
    }
    if (end != End.ABRUPT) {
      return true;
    }
    to.add(jump());
    return false;
  }

  /**
   * A statement that completes normally: another is put into an if, which the compiler believes to
   * complete.
   */
  private boolean addCompleting(NodeList<Statement> to) {
    Scope.Mark mark = body.scope.mark();
    NodeList<Statement> made = new NodeList<>();
    if (add(made)) {
      to.addAll(made);
    } else {
      body.scope.reset(mark);
      to.add(new IfStmt(body.expressions.condition(), new BlockStmt(made), null));
    }
    return true;
  }

  private boolean add(NodeList<Statement> to) {
    body.pay(1);
    boolean deep = body.nesting >= DEEPEST || !body.members.spend();
    if (deep) {
      return simple.add(to);
    }
    Loops loops = new Loops(body);
    return new Weighted<Kind>()
        .add(46, simple::add)
        .add(9, this::addIf)
        .addIf(body.canAfford(8), 12, loops::add)
        .add(6, new Switches(body)::add)
        .addIf(body.mayTry(), 12, new Tries(body)::add)
        .add(4, this::addJump)
        .add(2, this::addBlock)
        .add(2, this::addLabelledBlock)
        .addIf(
            body.yields == null,
            2,
            this::addSynchronized) // in a switch expression javac 17 fails at it
        .pick(choices)
        .add(to);
  }

  int size() {
    return choices.between(1, 3);
  }

  // ---- branches
  // ----------------------------------------------------------------------------------------------------

  private boolean addIf(NodeList<Statement> to) {
    if (choices.chance(25)) {
      return addPatternIf(to);
    }
    Expression condition = body.expressions.condition();
    if (choices.chance(40)) {
      boolean jump = choices.chance(45);
      Statement then = jump ? jump() : block(size(), End.ANY).block();
      to.add(new IfStmt(condition, then, null));
      return true;
    }
    Made yes = block(size(), End.ANY);
    Made no = block(size(), End.ANY);
    to.add(new IfStmt(condition, yes.block(), no.block()));
    join(List.of(yes, no));
    return yes.completes() || no.completes();
  }

  private boolean addPatternIf(NodeList<Statement> to) {
    JavaType tested =
        choices.oneOf(
            JavaType.STRING,
            JavaType.boxOf(JavaType.INT),
            JavaType.NODE,
            JavaType.arrayOf(JavaType.INT));
    String variable = body.members.name("t");
    Expression pattern = body.expressions.pattern(tested, variable);
    Scope.Mark mark = body.scope.mark();
    body.scope.declare(new Variable(variable, tested, Variable.Use.ASSIGNABLE));
    Made yes = block(size(), End.ANY);
    body.scope.reset(mark);
    to.add(new IfStmt(pattern, yes.block(), block(size(), End.COMPLETES).block()));
    return true;
  }

  /** What is assigned whichever of the branches was taken. */
  void join(List<Made> branches) {
    Set<String> common = null;
    for (Made branch : branches) {
      if (branch.completes()) {
        if (common == null) {
          common = new HashSet<>(branch.assigned());
        } else {
          common.retainAll(branch.assigned());
        }
      }
    }
    if (common != null) {
      body.scope.assign(common);
    }
  }

  private boolean addBlock(NodeList<Statement> to) {
    Made made = block(size() + 1, End.ANY);
    to.add(made.block());
    join(List.of(made));
    return made.completes();
  }

  private boolean addLabelledBlock(NodeList<Statement> to) {
    String label = body.members.name("l");
    Jumps.Target target = body.jumps.enterBlock(label);
    Made made = block(size() + 1, End.ANY);
    body.jumps.leave();
    to.add(new com.github.javaparser.ast.stmt.LabeledStmt(label, made.block()));
    return made.completes() || target.broken();
  }

  private boolean addSynchronized(NodeList<Statement> to) {
    Expression lock =
        choices.chance(50)
            ? Ast.string("lock")
            : body.withoutAwait(() -> body.expressions.exactly(JavaType.PAIR));
    Made made = body.guarded(true, () -> body.withoutAwait(() -> block(size(), End.ANY)));
    to.add(new com.github.javaparser.ast.stmt.SynchronizedStmt(lock, made.block()));
    return made.completes();
  }

  // ---- jumps
  // -------------------------------------------------------------------------------------------------------

  private boolean addJump(NodeList<Statement> to) {
    to.add(jump());
    return false;
  }

  /** Something that does not complete normally. */
  Statement jump() {
    List<Jumps.Target> breakable = body.jumps.breakable();
    List<Jumps.Target> continuable = body.jumps.continuable();
    return new Weighted<Supplier<Statement>>()
        .add(2, this::thrown)
        .addIf(body.mayReturn, 3, () -> new ReturnStmt(returned()))
        .addIf(body.yields != null, 4, this::yield)
        .addIf(!breakable.isEmpty(), 4, () -> breakTo(choices.of(breakable)))
        .addIf(!continuable.isEmpty(), 4, () -> continueTo(choices.of(continuable)))
        .pick(choices)
        .get();
  }

  Statement breakTo(Jumps.Target target) {
    body.jumps.jumped(target, false);
    return new BreakStmt(label(target, false));
  }

  private Statement continueTo(Jumps.Target target) {
    body.jumps.jumped(target, true);
    return new ContinueStmt(label(target, true));
  }

  private @Nullable SimpleName label(Jumps.Target target, boolean toContinue) {
    String label = target.label;
    boolean plain = body.jumps.isPlain(target, toContinue) && (label == null || choices.chance(50));
    return plain || label == null ? null : new SimpleName(label);
  }

  /**
   * With a cast before parentheses: what stands in them could look like the arguments of a method
   * named yield.
   */
  Statement yield() {
    return new YieldStmt(body.expressions.exactly(java.util.Objects.requireNonNull(body.yields)));
  }

  private Statement thrown() {
    List<Expression> caught = new ArrayList<>();
    body.scope.readable(v -> Tries.isThrowable(v.type())).forEach(v -> caught.add(name(v.name())));
    boolean checked = body.result != null;
    if (checked && !caught.isEmpty() && choices.chance(40)) {
      return new ThrowStmt(choices.of(caught));
    }
    Expression message = Ast.pieces("cut", body.expressions.of(JavaType.STRING));
    return new ThrowStmt(
        create(checked ? choices.oneOf("Oops", "Mishap", "Trouble") : "Oops", message));
  }

  /** What stands behind a return. */
  Expression returned() {
    JavaType result = java.util.Objects.requireNonNull(body.result);
    boolean tail = body.guards == 0 && choices.chance(25);
    Coroutines coroutines = body.expressions.coroutines();
    if (result.equals(JavaType.VOID)) {
      return tail ? coroutines.ofVoid() : call("done");
    }
    if (tail) {
      return coroutines.of(result);
    }
    return call(
        "result",
        result.equals(JavaType.STRING)
            ? Ast.pieces("cut", body.expressions.of(result))
            : body.expressions.of(result));
  }

  Statement trace(Expression value) {
    return statement(call(name("p"), "log", value));
  }
}
