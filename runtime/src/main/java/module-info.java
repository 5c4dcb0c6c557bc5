/** Async and await for Java: coroutines, tasks and an event loop. */
module dev.weft {
  exports dev.weft;
  exports dev.weft.codegen;
  exports dev.weft.sync;
  exports dev.weft.testing;
}
