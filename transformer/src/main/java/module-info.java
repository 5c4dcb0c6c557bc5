/** Weaves the class files of {@code @Async} methods: one nest, or a whole directory. */
module dev.weft.transformer {
  requires com.github.javaparser.core;
  requires com.github.mustachejava;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;
  requires org.objectweb.asm.util;
  requires static transitive org.jspecify;

  exports dev.weft.transformer;
  exports dev.weft.transformer.directory;
  exports dev.weft.transformer.explain;
  exports dev.weft.transformer.page;
  exports dev.weft.transformer.source;

  // The templates ask the view models by reflection.
  opens dev.weft.transformer.page to
      com.github.mustachejava;
}
