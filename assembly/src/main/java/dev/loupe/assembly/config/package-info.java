/**
 * The configuration records that the deployables share: where to listen, whom to call, routes, business keys, stages.
 *
 * <p>May use the settings of the relays, and the console's configuration loading. Starts nothing.
 */
package dev.loupe.assembly.config;
