/**
 * Renders an explanation as one HTML page that needs nothing else: view models and the layout of
 * diagrams here, the markup in the templates beside it.
 */
package dev.weft.transformer.page;
