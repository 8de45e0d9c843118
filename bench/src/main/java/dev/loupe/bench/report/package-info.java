/**
 * What a benchmark leaves behind: rows for machines, a table for people.
 *
 * <p>May use the JDK only. Must never know what was measured or how.
 */
package dev.loupe.bench.report;
