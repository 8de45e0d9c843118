/**
 * Which route of a service a request is on: a template of the configuration, or else its path with everything taken out
 * that is no well-known word. The set of routes is closed, so a route may be a span's name and a metric's label.
 *
 * <p>May use the HTTP decoder's text functions. Must never know a span or a business key's meaning, nor let a raw path out.
 */
package dev.loupe.relay.service.route;
