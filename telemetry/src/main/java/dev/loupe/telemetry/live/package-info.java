/**
 * Live figures for the console: what is in flight, rates, percentiles, slow files.
 *
 * <p>May use the JDK and HdrHistogram. Must never know a protocol or a socket, nor hold more than a fixed amount
 * however much traffic there is.
 */
package dev.loupe.telemetry.live;
