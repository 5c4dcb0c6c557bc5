/**
 * From a problem back to its source: which expression it is, what the lines around it look like,
 * and whether its author has silenced it. Nothing here fails: where a source is missing or cannot
 * be parsed, the message has less to show.
 */
package dev.weft.transformer.source;
