package dev.loupe.demo.sql;

import dev.loupe.demo.http.Environment;

/**
 * How to reach a database.
 *
 * @param url as JDBC wants it
 * @param user a role of the database
 * @param password of that role
 */
public record DatabaseAccess(String url, String user, String password) {
    /**
     * From {@code JDBC_URL}, {@code DB_USER} and {@code DB_PASSWORD}.
     *
     * @param database that is used on the machine's own server where no {@code JDBC_URL} is given
     */
    public static DatabaseAccess from(Environment environment, String database) {
        return new DatabaseAccess(
                environment.text("JDBC_URL", "jdbc:postgresql://127.0.0.1:5432/" + database),
                environment.text("DB_USER"),
                environment.text("DB_PASSWORD"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
