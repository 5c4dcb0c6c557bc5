/**
 * What generated code links to: the contract between the transformer and the runtime. Public by
 * necessity, not for people: its names change with {@link dev.weft.codegen.Abi#VERSION}.
 *
 * <p>A body that awaits takes a trailing {@link dev.weft.codegen.Execution}. After each awaited
 * call it tests {@code execution.suspended}: null means the value is there; otherwise the body
 * stores what is alive in its own {@link dev.weft.codegen.Frame}, links it with {@code
 * Frame.suspend}, and returns.
 */
package dev.weft.codegen;
