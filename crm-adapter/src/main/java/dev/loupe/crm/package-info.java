/**
 * The sidecar of the CRM: operators work here, so that their simple reads and the administrators' work make no spans.
 *
 * <p>May use every module below it. Must never hold protocol logic, nor what the other sidecars need too: that lives in the
 * relay and the assembly.
 */
package dev.loupe.crm;
