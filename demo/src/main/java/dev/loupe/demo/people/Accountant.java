package dev.loupe.demo.people;

import dev.loupe.demo.sql.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Has a workbook that is connected to the MES's database, by the side of everything. */
public final class Accountant {
    /** By what name the workbook is known to the database. */
    public static final String WORKBOOK = "month-end.xlsx";

    private static final long LOOKS_MILLIS = 20;
    private static final long LONGEST_MILLIS = 60_000;

    private final DatabaseAccess mes;

    /** @param mes the MES's database, without anything between */
    public Accountant(DatabaseAccess mes) {
        this.mes = mes;
    }

    /**
     * Opens the price of a ring as soon as it is asked for, to correct it by hand, and forgets it on the screen.
     *
     * @param file name of the ring's model
     * @param isOver whether the MES has done with the price of an order
     */
    Void closesTheMonth(String file, Predicate<String> isOver) throws SQLException, InterruptedException {
        Properties properties = new Properties();
        properties.setProperty("user", mes.user());
        properties.setProperty("password", mes.password());
        properties.setProperty("ApplicationName", WORKBOOK);
        try (Connection connection = DriverManager.getConnection(mes.url(), properties)) {
            connection.setAutoCommit(false);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
            Optional<String> order = Optional.empty();
            while (order.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
                order = opens(connection, file);
                if (order.isEmpty()) {
                    connection.rollback();
                }
            }
            while (order.isPresent() && !isOver.test(order.get()) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
            }
            connection.rollback();
        }
        return null;
    }

    private static Optional<String> opens(Connection connection, String file) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT order_id FROM prices WHERE file LIKE ? AND status = 'calculating' FOR UPDATE")) {
            statement.setString(1, "%/" + file);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }
}
