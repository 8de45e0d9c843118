/**
 * The load on a broker: a process of its own, which stays warm over all measurements, takes orders on its standard input and
 * answers on its output. May use RabbitMQ's Java client. Must never know which system it loads.
 */
package dev.loupe.bench.amqp.load;
