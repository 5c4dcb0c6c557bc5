/**
 * What weaving does to each method, for people to read: its suspension points, what is saved at
 * them, how they follow each other, and the sizes before and after. Knows no output format.
 */
package dev.weft.transformer.explain;
