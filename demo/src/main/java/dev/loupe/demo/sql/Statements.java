package dev.loupe.demo.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements of one piece of work on one connection. Belongs to its thread. */
public final class Statements {
    private final Connection connection;
    private final Entry entry;
    private boolean begun;

    Statements(Connection connection, Entry entry) {
        this.connection = connection;
        this.entry = entry;
    }

    /** Rows that a statement returns, each as texts by column; null stands for NULL. */
    public List<Map<String, String>> rows(String sql, Object... parameters) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        runs(sql, parameters, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows.size();
        });
        return rows;
    }

    /** The one row that a statement returns, if it does. */
    public Optional<Map<String, String>> row(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).stream().findFirst();
    }

    /** How many rows a statement inserted, changed or deleted. */
    public int changes(String sql, Object... parameters) throws SQLException {
        int[] changed = {0};
        runs(sql, parameters, statement -> {
            changed[0] = statement.executeUpdate();
            return changed[0];
        });
        return changed[0];
    }

    /** Runs what was prepared and bound. */
    @FunctionalInterface
    private interface Running {
        /** @return how many rows it returned or touched */
        long run(PreparedStatement statement) throws SQLException;
    }

    private void runs(String sql, Object[] parameters, Running running) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean keyed = isIn(sql, entry.cause().order());
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
                keyed |= String.valueOf(parameters[i]).equals(entry.cause().order());
            }
            begins();
            entry.of(Wording.of(sql), keyed, () -> running.run(statement));
        }
    }

    private static boolean isIn(String sql, String order) {
        return !order.isEmpty() && sql.matches("(?s).*\\b" + order + "\\b.*");
    }

    /** The driver lets the transaction begin with its first statement. */
    private void begins() throws SQLException {
        if (entry.transaction() != 0 && !begun) {
            begun = true;
            entry.of(new Wording("BEGIN", ""), false, () -> 0);
        }
    }

    void commit() throws SQLException {
        if (begun) {
            begun = false;
            entry.of(new Wording("COMMIT", ""), false, () -> {
                connection.commit();
                return 0;
            });
        }
    }

    void rollBack() throws SQLException {
        if (begun) {
            begun = false;
            entry.of(new Wording("ROLLBACK", ""), false, () -> {
                connection.rollback();
                return 0;
            });
        }
    }

    private static Map<String, String> row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), result.getString(i));
        }
        return row;
    }
}
