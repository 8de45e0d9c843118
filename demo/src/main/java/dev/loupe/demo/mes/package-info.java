/**
 * The MES: prices from 3D models, production, news of both for whoever listens, and a job that looks at the store now
 * and then; not one line about tracing.
 *
 * <p>May use the demo's HTTP, its SQL, its messages, its ledger, ring models and the AWS SDK. Must never know Loupe.
 */
package dev.loupe.demo.mes;
