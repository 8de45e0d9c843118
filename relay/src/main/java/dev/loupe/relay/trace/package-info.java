/**
 * What the observers of every path over HTTP have in common: trace context in and out, whose time an exchange took, how its
 * end is told in spans, metrics and logs, and the seam at which a path learns who its spans' parents are.
 *
 * <p>May use the HTTP path and telemetry. Must never know how bytes are moved, what a request means, nor a deployable.
 */
package dev.loupe.relay.trace;
