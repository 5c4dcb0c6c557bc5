/** Asks the JVM that runs here whether it would take a class, without running any of its code. */
package dev.weft.transformer.jvm;
