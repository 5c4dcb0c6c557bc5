/**
 * Weaves classes when they are loaded, for runs that pass by the build: {@code
 * -javaagent:weft-transformer-all.jar}. It is the same engine, with the same messages, on standard
 * error.
 */
package dev.weft.transformer.agent;
