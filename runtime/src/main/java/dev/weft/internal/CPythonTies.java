package dev.weft.internal;

/** A clock whose loop runs timers of the same moment in the order of CPython's heapq. */
public interface CPythonTies {}
