/**
 * Weaves a directory of class files, in place, all or nothing. It knows no build tool: paths and a
 * log go in, a summary comes out.
 *
 * <p>{@code DirectoryWeaver} reads as the table of contents: find the candidates without parsing,
 * group them to nests, weave each nest, and only when nothing is wrong anywhere, replace class
 * files one by one.
 */
package dev.weft.transformer.directory;
