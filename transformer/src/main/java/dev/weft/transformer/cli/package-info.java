/**
 * The transformer by itself, for builds without Maven: {@code java -jar weft-transformer-all.jar}.
 * It translates a command line to the transformer's world and back; all work is done elsewhere.
 */
package dev.weft.transformer.cli;
