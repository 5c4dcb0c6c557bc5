/**
 * Proves what was woven: looks at every class of a directory or jar, changes nothing, and reports
 * all that is wrong. It knows no build tool.
 *
 * <p>{@code Auditor} reads as the table of contents: one {@code Check} after the other. {@code
 * Sarif}, {@code JunitXml} and {@code TextSummary} write down what it found.
 */
package dev.weft.transformer.audit;
