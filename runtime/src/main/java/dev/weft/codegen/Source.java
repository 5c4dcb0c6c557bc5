package dev.weft.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the body of an async method as the compiler wrote it, which the layout for coverage leaves in
 * the class. It is never called: JaCoCo counts it, with the {@link Probes} that its copies mark.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Source {}
