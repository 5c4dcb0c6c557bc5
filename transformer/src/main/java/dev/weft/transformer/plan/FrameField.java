package dev.weft.transformer.plan;

/**
 * A field of a frame class: holds values of exactly one type, of different locals at different
 * times.
 */
public record FrameField(String name, String desc) {}
