/**
 * The S3 benchmark: Loupe, nginx and HAProxy as reverse proxies before one static origin, and what each costs.
 *
 * <p>May use the rest of the benchmark. Must never touch Loupe's classes: Loupe is measured as people run it, as a
 * process with its shipped configuration.
 */
package dev.loupe.bench.s3;
