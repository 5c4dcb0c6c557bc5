package dev.weft.transformer.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that generated programs use.
 *
 * @param name as the source writes it
 * @param box as the source writes it between angle brackets
 * @param element of an array, or the primitive type of a box
 */
record JavaType(Kind kind, String name, String box, @Nullable JavaType element) {
  enum Kind {
    BOOLEAN,
    INTEGRAL,
    FLOATING,
    BOX,
    ARRAY,
    REFERENCE,
    /** Made by a lambda, and only called. */
    FUNCTION,
    VOID
  }

  static final JavaType BOOLEAN = new JavaType(Kind.BOOLEAN, "boolean", "Boolean", null);
  static final JavaType BYTE = new JavaType(Kind.INTEGRAL, "byte", "Byte", null);
  static final JavaType CHAR = new JavaType(Kind.INTEGRAL, "char", "Character", null);
  static final JavaType SHORT = new JavaType(Kind.INTEGRAL, "short", "Short", null);
  static final JavaType INT = new JavaType(Kind.INTEGRAL, "int", "Integer", null);
  static final JavaType LONG = new JavaType(Kind.INTEGRAL, "long", "Long", null);
  static final JavaType FLOAT = new JavaType(Kind.FLOATING, "float", "Float", null);
  static final JavaType DOUBLE = new JavaType(Kind.FLOATING, "double", "Double", null);
  static final JavaType VOID = new JavaType(Kind.VOID, "void", "Void", null);

  static final JavaType STRING = reference("String");
  static final JavaType OBJECT = reference("Object");
  static final JavaType NUMBER = reference("Number");
  static final JavaType PAIR = reference("Pair");
  static final JavaType NODE = reference("Node");
  static final JavaType COLOR = reference("Color");
  static final JavaType LIST = reference("List<Integer>");
  static final JavaType BUILDER = reference("StringBuilder");

  static final JavaType INT_OPERATOR =
      new JavaType(Kind.FUNCTION, "IntUnaryOperator", "IntUnaryOperator", null);
  static final JavaType SUPPLIER =
      new JavaType(Kind.FUNCTION, "Supplier<String>", "Supplier<String>", null);

  static final List<JavaType> INT_LIKE = List.of(INT, INT, BYTE, CHAR, SHORT);
  static final List<JavaType> NUMERIC = List.of(BYTE, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE);
  static final List<JavaType> PRIMITIVE =
      List.of(BOOLEAN, BYTE, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE);
  static final List<JavaType> BOXES =
      List.of(
          boxOf(INT),
          boxOf(LONG),
          boxOf(BOOLEAN),
          boxOf(CHAR),
          boxOf(DOUBLE),
          boxOf(BYTE),
          boxOf(SHORT),
          boxOf(FLOAT));
  static final List<JavaType> ARRAYS =
      List.of(
          arrayOf(INT),
          arrayOf(LONG),
          arrayOf(STRING),
          arrayOf(DOUBLE),
          arrayOf(BYTE),
          arrayOf(BOOLEAN),
          arrayOf(CHAR),
          arrayOf(SHORT),
          arrayOf(FLOAT),
          arrayOf(OBJECT),
          arrayOf(arrayOf(INT)),
          arrayOf(boxOf(INT)));
  static final List<JavaType> OTHERS =
      List.of(STRING, STRING, STRING, OBJECT, OBJECT, NUMBER, PAIR, NODE, COLOR, LIST, BUILDER);

  /** What a program may print: no identity hash appears in its text. */
  static final List<JavaType> PRINTABLE =
      List.of(
          INT,
          INT,
          LONG,
          BOOLEAN,
          BYTE,
          CHAR,
          SHORT,
          FLOAT,
          DOUBLE,
          STRING,
          STRING,
          boxOf(INT),
          boxOf(LONG),
          NUMBER,
          PAIR,
          NODE,
          COLOR,
          LIST,
          BUILDER);

  private static JavaType reference(String name) {
    return new JavaType(Kind.REFERENCE, name, name, null);
  }

  static JavaType classNamed(String name) {
    return reference(name);
  }

  /** A function that runs a coroutine, from an int. */
  static JavaType asyncTo(JavaType result) {
    String name = "Later<" + result.box + ">";
    return new JavaType(Kind.FUNCTION, name, name, result);
  }

  static JavaType boxOf(JavaType primitive) {
    return new JavaType(Kind.BOX, primitive.box, primitive.box, primitive);
  }

  static JavaType arrayOf(JavaType element) {
    return new JavaType(Kind.ARRAY, element.name + "[]", element.name + "[]", element);
  }

  /** Any type that a variable may have. */
  static JavaType any(Choices choices) {
    int at = choices.below(100);
    return at < 45
        ? choices.of(PRIMITIVE)
        : at < 75 ? choices.of(OTHERS) : at < 88 ? choices.of(ARRAYS) : choices.of(BOXES);
  }

  boolean isPrimitive() {
    return isNumeric() || kind == Kind.BOOLEAN;
  }

  boolean isNumeric() {
    return kind == Kind.INTEGRAL || kind == Kind.FLOATING;
  }

  boolean isIntLike() {
    return kind == Kind.INTEGRAL && !equals(LONG);
  }

  boolean isArray() {
    return kind == Kind.ARRAY;
  }

  boolean isAsync() {
    return kind == Kind.FUNCTION && element != null;
  }

  /** Whether null is one of its values. */
  boolean isNullable() {
    return !isPrimitive() && kind != Kind.FUNCTION;
  }

  /** Of an array or a box. */
  JavaType elementType() {
    if (element == null) {
      throw new IllegalStateException(name + " has no element");
    }
    return element;
  }
}
