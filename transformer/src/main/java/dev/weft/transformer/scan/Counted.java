package dev.weft.transformer.scan;

import org.objectweb.asm.tree.MethodNode;

/**
 * What belongs to a body with probes.
 *
 * @param source the body as the compiler wrote it: coverage tools count this one
 * @param probes the method of the class by which its bodies get at the probes
 */
public record Counted(MethodNode source, MethodNode probes) {}
