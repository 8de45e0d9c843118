/**
 * The truth benchmark: services that no tracing library has touched keep a ledger of which request caused which operation,
 * and what Loupe said from the wire alone is compared with it afterwards.
 *
 * <p>May use Loupe's paths and correlation as a deployable does, and the rest of the benchmark. Must never let anything of
 * the ledger reach what is judged.
 */
package dev.loupe.bench.truth;
