/**
 * Journeys: the stages of an order over minutes or days, how long it waits in each, and price calculations from request
 * to price. Told of what happened by the HTTP paths, asked by the console.
 *
 * <p>May use business keys, telemetry's names, the OpenTelemetry API and SLF4J. Must never know Vert.x, a socket, a raw
 * business value, or how a happening was observed.
 */
package dev.loupe.relay.journey;
