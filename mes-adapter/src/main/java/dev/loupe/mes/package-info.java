/**
 * The sidecar of the MES: prices are calculated here, so that it says how long that takes, and which were lost.
 *
 * <p>May use every module below it. Must never hold protocol logic, nor what the other sidecars need too: that lives in the
 * relay and the assembly.
 */
package dev.loupe.mes;
