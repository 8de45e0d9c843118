/**
 * The sidecar of the Shop: customers reach the Shop from anywhere, so that the adapter is a public edge.
 *
 * <p>May use every module below it. Must never hold protocol logic, nor what the other sidecars need too: that lives in the
 * relay and the assembly.
 */
package dev.loupe.shop;
