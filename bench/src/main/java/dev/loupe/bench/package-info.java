/**
 * Side-by-side benchmarks: Loupe and its peers in one run on one machine, CPU for each unit of work.
 *
 * <p>May use everything. Must never be used by another module.
 */
package dev.loupe.bench;
