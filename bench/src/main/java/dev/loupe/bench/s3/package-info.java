/**
 * The S3 benchmark: which objects are read and written, and the memory for patient clients and the time to start.
 *
 * <p>May use the rest of the benchmark. Must never touch Loupe's classes.
 */
package dev.loupe.bench.s3;
