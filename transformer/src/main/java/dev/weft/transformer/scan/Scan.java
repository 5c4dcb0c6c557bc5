package dev.weft.transformer.scan;

import dev.weft.transformer.Diagnostic;
import java.util.List;

/** What the scan of a nest found: the methods to weave, and what is wrong. */
public record Scan(List<AsyncMethod> methods, List<Diagnostic> diagnostics) {}
