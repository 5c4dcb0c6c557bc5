/**
 * Weaves the class files of {@code @Async} methods: one nest, a whole directory, or classes as they
 * are loaded; and proves what was woven.
 */
module dev.weft.transformer {
  requires com.github.javaparser.core;
  requires com.github.mustachejava;
  requires com.google.gson;
  requires static info.picocli;
  requires static java.instrument;
  requires java.xml;
  requires org.jacoco.core;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;
  requires org.objectweb.asm.util;
  requires static transitive org.jspecify;

  exports dev.weft.transformer;
  exports dev.weft.transformer.audit;
  exports dev.weft.transformer.directory;
  exports dev.weft.transformer.explain;
  exports dev.weft.transformer.page;
  exports dev.weft.transformer.source;

  opens dev.weft.transformer.cli to
      info.picocli;
  // The templates ask the view models by reflection.
  opens dev.weft.transformer.page to
      com.github.mustachejava;
}
