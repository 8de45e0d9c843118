package dev.loupe.demo.sql;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Ran;
import java.sql.SQLException;

/**
 * How a piece of work writes down what it runs.
 *
 * @param cause what it is done for
 * @param database its name in the book
 * @param transaction its number; 0 where every statement is by itself
 */
record Entry(Book book, Act.Cause cause, String database, long transaction) {
    /** Runs one statement. */
    @FunctionalInterface
    interface Running {
        /** @return how many rows it returned or touched */
        long run() throws SQLException;
    }

    void of(Wording wording, boolean keyed, Running running) throws SQLException {
        long began = System.nanoTime();
        long rows = 0;
        String failure = "";
        try {
            rows = running.run();
        } catch (SQLException e) {
            failure = e.getSQLState();
            throw e;
        } finally {
            Period period = new Period(began, System.nanoTime());
            book.ran(new Ran(
                    cause, database, wording.operation(), wording.table(), keyed, rows, transaction, failure, period));
        }
    }
}
