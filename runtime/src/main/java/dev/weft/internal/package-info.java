/** Shared by the packages of the runtime; not exported. */
package dev.weft.internal;
