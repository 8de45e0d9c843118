/**
 * How the company's services use their databases: a pool of connections, prepared statements, transactions. Every statement
 * is written down in the ledger, in the service's own words. Nobody here has heard of tracing.
 *
 * <p>May use JDBC, HikariCP and the ledger. Must never know Loupe.
 */
package dev.loupe.demo.sql;
