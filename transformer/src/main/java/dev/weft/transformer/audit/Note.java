package dev.weft.transformer.audit;

/** Why something could not be proved here. It is no failure. */
public record Note(Check check, String text) {}
