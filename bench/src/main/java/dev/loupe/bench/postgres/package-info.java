/**
 * The PostgreSQL benchmark: a sidecar before a real server, beside PgBouncer and HAProxy, and the memory for idle sessions.
 * May use the rest of the benchmark, and an embedded server. Must never touch Loupe's classes.
 */
package dev.loupe.bench.postgres;
