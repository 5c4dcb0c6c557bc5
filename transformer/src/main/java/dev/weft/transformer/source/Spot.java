package dev.weft.transformer.source;

import com.github.javaparser.ast.Node;
import java.util.Optional;

/**
 * Where to point.
 *
 * @param column the first one, counted from 1
 * @param end the column behind the last one, on the same line
 * @param node the syntax there, if it is known
 * @param relatedLine a line that the reader should see too; {@code line} if there is none
 */
record Spot(int line, int column, int end, Optional<Node> node, int relatedLine) {}
