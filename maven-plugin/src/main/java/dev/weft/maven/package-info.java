/**
 * The Maven plugin: goals that hand a module's paths to the transformer and its findings to Maven's
 * log.
 */
package dev.weft.maven;
