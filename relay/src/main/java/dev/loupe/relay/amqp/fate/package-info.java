/**
 * What becomes of messages: which were lost, doubled, late or stuck, each proved by what was seen, and the life of each as one
 * story. May use telemetry and the correlation's keys. Must never know a frame, a socket or a body.
 */
package dev.loupe.relay.amqp.fate;
