package dev.loupe.demo.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement of this company is about, of which none joins.
 *
 * @param operation its first word
 * @param table the only one; empty for none
 */
record Wording(String operation, String table) {
    private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|INTO|UPDATE)\\s+(\\w+)");

    static Wording of(String sql) {
        Matcher table = TABLE.matcher(sql);
        String operation = sql.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        return new Wording(operation, table.find() ? table.group(1) : "");
    }
}
