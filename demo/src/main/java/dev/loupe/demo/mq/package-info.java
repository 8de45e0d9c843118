/**
 * How the company's services use their broker: RabbitMQ's own Java client, publisher confirms, a consumer with a pool of
 * workers. Every message is written down in the ledger, in the service's own words. Nobody here has heard of tracing.
 *
 * <p>May use RabbitMQ's client, the demo's JSON and the ledger. Must never know Loupe.
 */
package dev.loupe.demo.mq;
