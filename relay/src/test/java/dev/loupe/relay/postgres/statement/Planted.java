package dev.loupe.relay.postgres.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes texts in which secrets stand wherever PostgreSQL takes a value.
 *
 * @param text with secrets
 * @param statements how many there are in it
 */
record Planted(String text, int statements) {
    /** Part of each secret that is made of letters. */
    static final String WORD = "zqxjv";

    /** Part of each secret that is a number. */
    static final String NUMBER = "907351";

    private static final List<String> PIECES = List.of(
            "'", "''", "\\", "\\'", "\"", "$", "$$", "$a$", "--", "/*", "*/", ";", " ", "\n", "1", "\u00e9", "?", "E",
            "(", ")", ",");

    private static final List<String> TEMPLATES = List.of(
            "SELECT {}",
            "SELECT * FROM orders WHERE id = {} AND note IN ({}, {})",
            "SELECT o.\"Id\", {}::text FROM shop.orders o JOIN \"items\" i ON i.a = {} LIMIT {}",
            "SELECT ARRAY[{}, {}], a[{}], data->>{}, data ? {}, -{} FROM docs",
            "SELECT DATE {}, INTERVAL {} day, CAST({} AS text), f({}) AS x FROM t",
            "WITH x AS (SELECT {} AS v), y(a) AS (VALUES ({}), ({})) INSERT INTO orders SELECT * FROM x, y WHERE a = {}",
            "INSERT INTO orders (id, note) VALUES ({}, {}), ({}, {}) ON CONFLICT (id) DO UPDATE SET note = {}",
            "UPDATE orders SET note = {}, total = total * {} WHERE id={}",
            "DELETE FROM orders WHERE note={}OR id = {}",
            "COPY (SELECT * FROM t WHERE a = {}) TO STDOUT WITH (DELIMITER {}, NULL {})",
            "COPY t FROM STDIN",
            "CREATE TABLE t (a int DEFAULT {}, b text CHECK (b <> {}))",
            "CREATE USER zqxjv PASSWORD {}",
            "ALTER ROLE zqxjv WITH ENCRYPTED PASSWORD {} VALID UNTIL {}",
            "ALTER USER zqxjv SET search_path TO zqxjv, {}",
            "ALTER TABLE t OWNER TO zqxjv",
            "ALTER DATABASE d SET work_mem = zqxjv",
            "CREATE SCHEMA AUTHORIZATION zqxjv",
            "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host {})",
            "CREATE USER MAPPING FOR zqxjv SERVER s OPTIONS (user {}, password {})",
            "CREATE SUBSCRIPTION s CONNECTION {} PUBLICATION p",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET x TO zqxjv AS {}",
            "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT {}; SELECT CASE WHEN true THEN {} END; END",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES ({}); DELETE FROM v WHERE a = {})",
            "GRANT zqxjv TO zqxjv",
            "REASSIGN OWNED BY zqxjv TO zqxjv",
            "COMMENT ON ROLE zqxjv IS {}",
            "SET my.secret = {}",
            "SET LOCAL my.secret TO zqxjv",
            "SET SESSION AUTHORIZATION zqxjv",
            "SET ROLE zqxjv",
            "NOTIFY channel, {}",
            "LISTEN zqxjv",
            "DO {}",
            "DO LANGUAGE plpgsql {}",
            "PREPARE zqxjv (int) AS SELECT {}, $1",
            "EXECUTE zqxjv({}, {})",
            "DECLARE zqxjv CURSOR FOR SELECT {}",
            "FETCH {} FROM zqxjv",
            "SAVEPOINT zqxjv",
            "PREPARE TRANSACTION {}",
            "EXPLAIN (ANALYZE) SELECT {} FROM t",
            "CALL p({}, {})",
            "SELECT 1 AS \"zqxjv is@home\" FROM \"zqxjv 1\" WHERE \"907351 zqxjv\" = 3",
            "MERGE INTO orders o USING (VALUES ({})) v(id) ON o.id = v.id WHEN MATCHED THEN UPDATE SET note = {}",
            "VALUES ({}, {}), ({}, {})",
            "BEGIN",
            "COMMIT",
            "zqxjv",
            "zqxjv907351 {}",
            "907351 {}");

    /** @param random what they are made of; the same makes the same */
    static Planted text(Random random) {
        Planted planted = text(random, random.nextInt(4) > 0);
        boolean rows = random.nextInt(20) == 0;
        return rows
                ? new Planted(planted.text() + ";COPY t FROM STDIN;\n1\tzqxjv\t907351\n\\.\n", planted.statements() + 1)
                : planted;
    }

    /** With {@code standard_conforming_strings} as they are unless somebody changed them. */
    static Planted standard(Random random) {
        return text(random, true);
    }

    private static Planted text(Random random, boolean standard) {
        List<String> statements = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> statement(random, standard))
                .toList();
        String text = statements.stream()
                .map(statement -> space(random) + statement + space(random))
                .collect(Collectors.joining(";"));
        return new Planted(text, statements.size());
    }

    private static String statement(Random random, boolean standard) {
        String statement = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
        while (statement.contains("{}")) {
            int at = statement.indexOf("{}");
            String literal = ' ' + literal(random, standard) + ' ';
            statement = statement.substring(0, at)
                    + literal
                    + statement.substring(at + 2).replace("\u0000", "");
            statement = random.nextInt(6) == 0 ? comment(random, statement, at) : statement;
        }
        return statement;
    }

    private static String comment(Random random, String statement, int at) {
        return statement.substring(0, at) + space(random) + statement.substring(at);
    }

    private static String space(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "/* " + WORD + " '" + NUMBER + "' /* nested " + WORD + " */ ; */";
            case 1 -> "-- " + WORD + "; ' \" $$ " + NUMBER + "\n";
            case 2 -> "\t\r\n\f";
            default -> " ";
        };
    }

    static String literal(Random random, boolean standard) {
        String content = content(random);
        return switch (random.nextInt(9)) {
            case 0 -> "E'" + content.replace("\\", "\\\\").replace("'", random.nextBoolean() ? "\\'" : "''") + "'";
            case 1 -> dollars(content, random);
            case 2 -> "U&'" + content.replace("\\", "\\\\").replace("'", "''") + "'";
            case 3 -> (random.nextBoolean() ? "x'" : "B'") + WORD + "'";
            case 4 -> number(random);
            case 5 -> plain(content, standard, random) + "\n  " + plain(content, standard, random);
            case 6 -> "E'\\\\'\n'\\'" + WORD + "'";
            default -> plain(content, standard, random);
        };
    }

    private static String plain(String content, boolean standard, Random random) {
        if (standard) {
            return '\'' + content.replace("'", "''") + '\'';
        }
        return '\'' + content.replace("\\", "\\\\").replace("'", random.nextBoolean() ? "\\'" : "''") + '\'';
    }

    private static String number(Random random) {
        return List.of(
                        NUMBER,
                        NUMBER + ".5",
                        "." + NUMBER,
                        "1e" + NUMBER,
                        "1.5E-" + NUMBER,
                        "0x" + NUMBER,
                        NUMBER + "_000")
                .get(random.nextInt(7));
    }

    private static String dollars(String content, Random random) {
        String tag = random.nextBoolean() ? "$$" : "$t" + random.nextInt(9) + '$';
        return content.contains(tag) || content.endsWith("$") ? tag + WORD + tag : tag + content + tag;
    }

    private static String content(Random random) {
        List<String> pieces = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            pieces.add(PIECES.get(random.nextInt(PIECES.size())));
        }
        pieces.add(random.nextInt(pieces.size() + 1), WORD);
        pieces.add(random.nextInt(pieces.size() + 1), ' ' + WORD + ' ');
        return String.join("", pieces);
    }
}
