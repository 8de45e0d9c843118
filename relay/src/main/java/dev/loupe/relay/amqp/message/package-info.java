/**
 * Turns what passes on a connection to a broker into spans and metrics, on behalf of the wrapped service. May use the events
 * of {@code relay.amqp.protocol}, the correlation, journeys and telemetry. Must never know a socket, and never keeps a body.
 */
package dev.loupe.relay.amqp.message;
