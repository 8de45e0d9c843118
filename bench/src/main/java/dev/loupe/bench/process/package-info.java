/**
 * The processes under measurement: starting them, ending exactly those, and reading their CPU time and memory from
 * {@code /proc}.
 *
 * <p>May use the JDK and the kernel's process files. Must never know what the processes do or what is measured with
 * them.
 */
package dev.loupe.bench.process;
