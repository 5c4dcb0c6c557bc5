package dev.weft.transformer.bytecode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;

/** Looks at the annotations of a class or method. */
public final class Annotations {
  private Annotations() {}

  /**
   * Whether one of this type is among them.
   *
   * @param annotations null where there are none
   */
  public static boolean has(@Nullable List<AnnotationNode> annotations, String desc) {
    return annotations != null
        && annotations.stream().anyMatch(annotation -> annotation.desc.equals(desc));
  }
}
