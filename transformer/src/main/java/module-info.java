/** Weaves the class files of {@code @Async} methods: one nest, or a whole directory. */
module dev.weft.transformer {
  requires com.github.javaparser.core;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;
  requires org.objectweb.asm.util;
  requires static transitive org.jspecify;

  exports dev.weft.transformer;
  exports dev.weft.transformer.directory;
  exports dev.weft.transformer.source;
}
