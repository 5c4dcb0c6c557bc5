package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;

/** Something that is wrong, and what it disproves. */
public record Finding(Check check, Diagnostic problem) {}
