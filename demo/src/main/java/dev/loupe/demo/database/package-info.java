/**
 * The company's database server, as its administrator set it up: two databases, a role for each service, tables.
 *
 * <p>May use embedded PostgreSQL and JDBC. Must never know Loupe.
 */
package dev.loupe.demo.database;
