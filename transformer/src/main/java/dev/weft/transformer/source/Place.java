package dev.weft.transformer.source;

/**
 * A place in a source file.
 *
 * @param path of the file, relative if the file is below the base of {@link Sources}
 * @param line counted from 1; 0 when it is not known
 * @param column the first one, counted from 1; 0 when it is not known
 * @param end the column behind the last one
 */
public record Place(String path, int line, int column, int end) {}
