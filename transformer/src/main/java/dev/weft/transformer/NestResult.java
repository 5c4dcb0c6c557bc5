package dev.weft.transformer;

import java.util.List;
import java.util.Map;

/**
 * What weaving a nest led to.
 *
 * @param classes class files to write, by internal name, in this order; empty when there is an
 *     error or nothing to weave
 * @param methods how many methods and lambdas were woven
 * @param hosts how many of the user's classes have them
 * @param points how many suspension points they have
 */
public record NestResult(
    Map<String, byte[]> classes,
    List<Diagnostic> diagnostics,
    int methods,
    int hosts,
    int points) {}
