/**
 * Puts relays, wrapped services, journeys and the console together, as a configuration says; what all deployables have in
 * common.
 *
 * <p>May use the relays, the telemetry and the console. Holds no protocol logic, and no company's rules.
 */
package dev.loupe.assembly;
