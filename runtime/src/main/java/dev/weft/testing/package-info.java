/** Async code in tests: virtual time that takes none, and failures instead of hanging. */
package dev.weft.testing;
