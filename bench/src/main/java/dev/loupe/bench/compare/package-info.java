/**
 * Systems side by side: the same load for each, round after round, and what each cost.
 *
 * <p>May use load, processes and report. Must never know what the requests mean, nor touch Loupe's classes: Loupe is measured
 * as people run it, as a process with its shipped configuration.
 */
package dev.loupe.bench.compare;
