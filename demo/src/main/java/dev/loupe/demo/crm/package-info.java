/**
 * The CRM, in which operators look at priced orders and approve them, and what the MES says of those; not one line about tracing.
 *
 * <p>May use the demo's HTTP, its SQL, its messages and its ledger. Must never know Loupe.
 */
package dev.loupe.demo.crm;
