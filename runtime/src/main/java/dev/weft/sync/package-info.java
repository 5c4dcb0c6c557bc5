/**
 * Queues, locks, semaphores, events, conditions and barriers for the tasks of one loop.
 *
 * <p>Everything here is used on the loop's thread only, serves those who wait first come, first
 * served, and loses no item, permit or wake-up when a waiter is cancelled. What is free is taken
 * without suspending. Each object belongs to the loop on which somebody first had to wait for it.
 */
package dev.weft.sync;
