package dev.loupe.demo.ledger;

/**
 * A statement that a service ran.
 *
 * @param cause what it was done for
 * @param database name of the database, as the service's configuration has it
 * @param operation such as {@code SELECT}
 * @param table empty for none
 * @param keyed whether the order's number is in it, or among its parameters
 * @param rows that it returned or touched
 * @param transaction number of its transaction, among those of the service; 0 if it was by itself
 * @param failure SQLSTATE; empty if it succeeded
 * @param when from before it was sent until its result was there
 */
public record Ran(
        Act.Cause cause,
        String database,
        String operation,
        String table,
        boolean keyed,
        long rows,
        long transaction,
        String failure,
        Period when) {}
