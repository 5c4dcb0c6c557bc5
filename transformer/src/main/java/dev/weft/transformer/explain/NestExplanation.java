package dev.weft.transformer.explain;

import dev.weft.transformer.Diagnostic;
import java.util.List;

/**
 * What weaving does to a nest.
 *
 * @param methods its async methods and lambdas, class by class; those that could not be planned are
 *     left out
 * @param problems errors and warnings, silenced ones included
 */
public record NestExplanation(List<MethodExplanation> methods, List<Diagnostic> problems) {}
