/**
 * The console's web server: health, readiness, metrics, and the pages.
 *
 * <p>May use Vert.x Web, telemetry's stores and {@link dev.loupe.console.web.page}. Must never know a relay, nor run
 * anything that takes long on an event loop, which relays may share.
 */
package dev.loupe.console.web;
