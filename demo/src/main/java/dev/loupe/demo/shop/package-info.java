/**
 * The Shop, as it has been for years: orders, models, prices, and not one line about tracing.
 *
 * <p>May use the demo's HTTP, its SQL, its ledger and the AWS SDK. Must never know Loupe.
 */
package dev.loupe.demo.shop;
