/**
 * The HTTP paths of a wrapped service, before and behind it: which route a request is on, which order it is about, which
 * request a call was made for, and what of all that is said in spans and metrics on the service's behalf.
 *
 * <p>May use the HTTP path, correlation, journeys' listener and telemetry. Must never know how bytes are moved, let a raw
 * path, query, field or body out, nor know a deployable.
 */
package dev.loupe.relay.service;
