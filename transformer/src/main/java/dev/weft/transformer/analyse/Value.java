package dev.weft.transformer.analyse;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A verification type: what the JVM's verifier knows of a local or of an operand.
 *
 * @param kind which of the verifier's types
 * @param name OBJECT: the internal name, or an array's descriptor
 * @param creation UNINITIALIZED: the NEW that made it
 */
public record Value(Kind kind, @Nullable String name, @Nullable TypeInsnNode creation) {
  /** The verifier's types; all int-like ones are INT. */
  public enum Kind {
    /** Nothing usable; also the second half of a wide local. */
    TOP,
    INT,
    FLOAT,
    LONG,
    DOUBLE,
    NULL,
    UNINITIALIZED_THIS,
    UNINITIALIZED,
    OBJECT
  }

  public static final Value TOP = new Value(Kind.TOP, null, null);
  public static final Value INT = new Value(Kind.INT, null, null);
  public static final Value FLOAT = new Value(Kind.FLOAT, null, null);
  public static final Value LONG = new Value(Kind.LONG, null, null);
  public static final Value DOUBLE = new Value(Kind.DOUBLE, null, null);
  public static final Value NULL = new Value(Kind.NULL, null, null);
  public static final Value UNINITIALIZED_THIS = new Value(Kind.UNINITIALIZED_THIS, null, null);

  /** A class, an interface (internal name), or an array (descriptor). */
  public static Value object(String name) {
    return new Value(Kind.OBJECT, name, null);
  }

  /** What {@code creation} made, before its constructor has run. */
  public static Value uninitialized(TypeInsnNode creation) {
    return new Value(Kind.UNINITIALIZED, null, creation);
  }

  /** The value of a field, parameter or result of this type; TOP for void. */
  public static Value of(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> TOP;
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> INT;
      case Type.LONG -> LONG;
      case Type.FLOAT -> FLOAT;
      case Type.DOUBLE -> DOUBLE;
      default -> object(type.getInternalName());
    };
  }

  /** 2 for long and double, else 1. */
  public int size() {
    return kind == Kind.LONG || kind == Kind.DOUBLE ? 2 : 1;
  }

  /** A class, an array, or null; not an uninitialised object. */
  public boolean isReference() {
    return kind == Kind.OBJECT || kind == Kind.NULL;
  }

  /** An object whose constructor has not run. */
  public boolean isUninitialized() {
    return kind == Kind.UNINITIALIZED || kind == Kind.UNINITIALIZED_THIS;
  }

  /** The type of a field or parameter that holds it exactly. NULL needs none: it throws. */
  public Type type() {
    return switch (kind) {
      case INT -> Type.INT_TYPE;
      case FLOAT -> Type.FLOAT_TYPE;
      case LONG -> Type.LONG_TYPE;
      case DOUBLE -> Type.DOUBLE_TYPE;
      case OBJECT -> Type.getObjectType(name());
      default -> throw new IllegalStateException("no type holds " + this);
    };
  }

  /** {@link #name} of an OBJECT. */
  @Override
  public String name() {
    if (name == null) {
      throw new IllegalStateException("no class: " + kind);
    }
    return name;
  }

  /** The opcode that loads it from a local. */
  public int loadOpcode() {
    return switch (kind) {
      case INT -> Opcodes.ILOAD;
      case FLOAT -> Opcodes.FLOAD;
      case LONG -> Opcodes.LLOAD;
      case DOUBLE -> Opcodes.DLOAD;
      default -> Opcodes.ALOAD;
    };
  }

  /** The opcode that stores it into a local. */
  public int storeOpcode() {
    return loadOpcode() + Opcodes.ISTORE - Opcodes.ILOAD;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case OBJECT -> name();
      case UNINITIALIZED -> "uninitialized " + (creation == null ? "?" : creation.desc);
      default -> kind.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
