/**
 * The AMQP benchmark: a sidecar before a real RabbitMQ, beside HAProxy, and the memory for idle connections. May use the rest
 * of the benchmark, and an embedded broker. Must never touch Loupe's classes.
 */
package dev.loupe.bench.amqp;
