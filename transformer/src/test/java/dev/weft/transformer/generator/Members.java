package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.List;

/** What a generated class consists of, beside the bodies of its methods. */
final class Members {
  /** The class that a member stands in. */
  enum Home {
    /** The top-level class. */
    MAIN,
    /** An inner class of it. */
    INNER,
    /** A static nested class, with a subclass that overrides methods. */
    CELL,
    /** An interface that the nested class implements. */
    FACE;

    String typeName(String main) {
      return switch (this) {
        case MAIN -> main;
        case INNER -> "Inner";
        case CELL -> "Cell";
        case FACE -> "Face";
      };
    }
  }

  /** A field of the top-level class or of the nested one. */
  record Field(String name, JavaType type, boolean isStatic, Home home) {}

  /**
   * A class or record of the program that can be made.
   *
   * @param components the parameters of its constructor, each with what reads it: {@code f} or
   *     {@code f()}
   */
  record Creatable(
      String type, Home home, List<Field> components, boolean isRecord, boolean varargs) {}

  /** An async method. */
  static final class Method {
    final String name;
    final Home home;
    final boolean isStatic;
    final boolean isPrivate;
    final boolean isFinal;
    final JavaType result;
    final List<JavaType> parameters;

    /** Its first parameter after the probe bounds how deep it calls itself. */
    final boolean isRecursive;

    /** Whether a subclass overrides it. */
    final boolean isOverridden;

    /** An estimate of the steps that a call takes. */
    int cost = 1;

    Method(
        String name,
        Home home,
        boolean isStatic,
        boolean isPrivate,
        boolean isFinal,
        JavaType result,
        List<JavaType> parameters,
        boolean isRecursive,
        boolean isOverridden) {
      this.name = name;
      this.home = home;
      this.isStatic = isStatic;
      this.isPrivate = isPrivate;
      this.isFinal = isFinal;
      this.result = result;
      this.parameters = parameters;
      this.isRecursive = isRecursive;
      this.isOverridden = isOverridden;
    }
  }

  final String main;
  final Choices choices;

  /** Each compiler has programs that it fails at. */
  final Settings settings;

  final List<Field> fields = new ArrayList<>();
  final List<Creatable> creatables = new ArrayList<>();

  /** The methods whose bodies exist, and may be called. */
  final List<Method> methods = new ArrayList<>();

  private int names;
  private int budget;

  Members(String main, Choices choices, Settings settings) {
    this.settings = settings;
    this.main = main;
    this.choices = choices;
  }

  /** A name that is used nowhere else in the program. */
  String name(String prefix) {
    return prefix + names++;
  }

  /** Takes one from what the program may still grow by; false when it is large enough. */
  boolean spend() {
    return --budget >= 0;
  }

  int budget() {
    return budget;
  }

  void setBudget(int budget) {
    this.budget = budget;
  }

  boolean has(Home home) {
    return home == Home.MAIN
        || home == Home.FACE
        || creatables.stream()
            .anyMatch(c -> c.home() == home && c.type().equals(home.typeName(main)));
  }

  /** How the instances of a home are made. */
  List<Creatable> creatable(Home home) {
    return creatables.stream().filter(c -> !c.isRecord() && c.home() == home).toList();
  }
}
