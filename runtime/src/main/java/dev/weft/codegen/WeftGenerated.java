package dev.weft.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On every frame class. Coverage tools leave out classes whose annotation's name contains
 * "Generated".
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WeftGenerated {}
