/**
 * The proxy as a process: its command line, what it says, and how it ends.
 *
 * <p>May use the fixtures. Must never start it in the tests' own process.
 */
package dev.loupe.proxy.process;
