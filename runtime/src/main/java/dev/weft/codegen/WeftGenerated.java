package dev.weft.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On every frame class, and in the layout for coverage on the stubs and copies. Coverage tools
 * leave out classes and methods whose annotation's name contains "Generated".
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WeftGenerated {}
