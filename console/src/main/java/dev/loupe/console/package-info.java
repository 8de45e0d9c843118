/**
 * What every deployable shares towards people: the launcher and its configuration, health, metrics and the live page.
 *
 * <p>May use telemetry. Must never know a relay or a protocol: what it shows comes from telemetry's stores.
 */
package dev.loupe.console;
