package dev.loupe.demo.shop;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.shop.Order.Status;
import dev.loupe.demo.sql.Database;
import dev.loupe.demo.sql.Statements;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders and the customers, in their tables. Thread-safe. */
final class Orders {
    private static final String COLUMNS = "SELECT id, customer, email, file, status, price FROM orders ";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    /** Whoever orders for the second time is known already, which the database says best itself. */
    void keepCustomer(Act.Cause cause, Map<String, String> json)
            throws SQLException, IOException, InterruptedException {
        try {
            database.does(
                    cause,
                    statements -> statements.changes(
                            "INSERT INTO customers (email, name, address) VALUES (?, ?, ?)",
                            json.get("email"),
                            json.get("customer"),
                            json.getOrDefault("address", "")));
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    Order place(Act.Cause cause, Map<String, String> json) throws SQLException, IOException, InterruptedException {
        return database.atOnce(cause, statements -> {
            Order order = statements
                    .row(
                            "INSERT INTO orders (customer, email, file, status) VALUES (?, ?, ?, ?)"
                                    + " RETURNING id, customer, email, file, status, price",
                            json.get("customer"),
                            json.get("email"),
                            json.get("file"),
                            Status.PLACED.name())
                    .map(Order::of)
                    .orElseThrow();
            remember(statements, order.id(), Status.PLACED);
            return order;
        });
    }

    Optional<Order> find(Act.Cause cause, String id) throws SQLException, IOException, InterruptedException {
        return number(id).isEmpty()
                ? Optional.empty()
                : database.does(
                                cause,
                                statements -> statements.row(
                                        COLUMNS + "WHERE id = ?", number(id).get()))
                        .map(Order::of);
    }

    List<Order> in(Act.Cause cause, Status status) throws SQLException, IOException, InterruptedException {
        return database
                .does(cause, statements -> statements.rows(COLUMNS + "WHERE status = ? ORDER BY id", status.name()))
                .stream()
                .map(Order::of)
                .toList();
    }

    /** Whether it was in the one, and is in the other now. */
    boolean goes(Act.Cause cause, long id, Status from, Status to)
            throws SQLException, IOException, InterruptedException {
        return database.atOnce(cause, statements -> {
            int changed = statements.changes(
                    "UPDATE orders SET status = ? WHERE id = ? AND status = ?", to.name(), id, from.name());
            if (changed > 0) {
                remember(statements, id, to);
            }
            return changed > 0;
        });
    }

    /** Whether there is such an order, which has its price now. */
    boolean price(Act.Cause cause, String id, String cents) throws SQLException, IOException, InterruptedException {
        Optional<Long> number = number(id);
        return number.isPresent()
                && database.atOnce(cause, statements -> {
                    if (statements
                            .row("SELECT status FROM orders WHERE id = ? FOR UPDATE", number.get())
                            .isEmpty()) {
                        return false;
                    }
                    statements.changes(
                            "UPDATE orders SET price = ?, status = ? WHERE id = ?",
                            Long.valueOf(cents),
                            Status.PRICED.name(),
                            number.get());
                    remember(statements, number.get(), Status.PRICED);
                    return true;
                });
    }

    /** Whether there is such an order, which is approved now. */
    boolean approve(Act.Cause cause, String id) throws SQLException, IOException, InterruptedException {
        Optional<Long> number = number(id);
        return number.isPresent() && goes(cause, number.get(), Status.PRICED, Status.APPROVED);
    }

    private static void remember(Statements statements, long id, Status status) throws SQLException {
        statements.changes("INSERT INTO order_history (order_id, status) VALUES (?, ?)", id, status.name());
    }

    private static Optional<Long> number(String id) {
        try {
            return Optional.of(Long.valueOf(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
