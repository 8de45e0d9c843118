package dev.loupe.relay.postgres.plan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a server is asked for the generic plan of a statement. The text that is explained holds no literal: where it had one, it
 * has a parameter. It is refused unless it can only be one statement that {@code EXPLAIN} does not run.
 *
 * @param statements one message of the simple query protocol, so one transaction, which leaves nothing behind
 * @param prepared name of the prepared statement that may be left if it fails; empty if there is none
 * @param leftOut why there is no question, in words; empty if there is one
 */
public record PlanQuestion(String statements, String prepared, String leftOut) {
    private static final int GENERIC_PLAN_SINCE = 160_000;
    private static final int LOCK_TIMEOUT_MILLIS = 100;
    private static final int MOST_PARAMETERS = 500;
    private static final Pattern EXPLAINABLE = Pattern.compile(
            "\\s*+(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH)\\b.*+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d{1,5})");

    /** A literal, or the end of a statement, or what either could hide in. */
    private static final List<String> SUSPICIOUS = List.of(";", "'", "--", "/*", "\\", "$$", "\0");

    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[A-Za-z_\\x80-\\uffff]");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_$\\x80-\\uffff\"])\\.?\\d");

    /** A literal's place. Not so the operators of {@code jsonb} with two characters, which are left alone. */
    private static final Pattern PLACE = Pattern.compile("\\?(?![|&?])");

    /** Whether a text is of a statement that has a plan, by its first word. */
    static boolean hasPlan(String text) {
        return EXPLAINABLE.matcher(text).matches();
    }

    /**
     * For one statement.
     *
     * @param version of the server, as {@code server_version_num}
     * @param name of a prepared statement, unused so far
     * @param timeoutMillis for the server to plan
     */
    public static PlanQuestion of(SlowStatement statement, int version, String name, long timeoutMillis) {
        if (!statement.whole()) {
            return leftOut("its text is longer than what is kept of one");
        }
        String text = statement.text().strip();
        if (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1);
        }
        if (!hasPlan(text)) {
            return leftOut("only SELECT, INSERT, UPDATE, DELETE and MERGE have plans");
        }
        if (SUSPICIOUS.stream().anyMatch(text::contains)
                || DOLLAR_QUOTE.matcher(text).find()) {
            return leftOut("its text is more than one plain statement");
        }
        String bare = unquoted(text);
        if (bare.replace("\"\"", "").contains("\"")) {
            return leftOut("its text is more than one plain statement");
        }
        if (NUMBER.matcher(bare).find()) {
            return leftOut("its text has a literal");
        }
        int parameters = highest(text);
        Parameterised all = parameterised(text, parameters);
        if (all.parameters() > MOST_PARAMETERS) {
            return leftOut("it has more than " + MOST_PARAMETERS + " parameters");
        }
        String limits = "SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MILLIS + "; SET LOCAL statement_timeout = "
                + timeoutMillis + "; SET LOCAL search_path TO DEFAULT; ";
        if (version >= GENERIC_PLAN_SINCE) {
            return new PlanQuestion(limits + "EXPLAIN (GENERIC_PLAN) " + all.text(), "", "");
        }
        String nulls =
                IntStream.range(0, all.parameters()).mapToObj(i -> "NULL").collect(Collectors.joining(", "));
        return new PlanQuestion(
                limits + "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE " + name + " AS " + all.text()
                        + "; EXPLAIN EXECUTE " + name + (nulls.isEmpty() ? "" : "(" + nulls + ")"),
                name,
                "");
    }

    /** Whether there is a question. */
    public Optional<String> question() {
        return leftOut.isEmpty() ? Optional.of(statements) : Optional.empty();
    }

    private static PlanQuestion leftOut(String why) {
        return new PlanQuestion("", "", why);
    }

    private record Parameterised(String text, int parameters) {}

    private static Parameterised parameterised(String text, int taken) {
        Matcher place = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        int parameters = taken;
        while (place.find()) {
            parameters++;
            place.appendReplacement(out, "\\$" + parameters);
        }
        place.appendTail(out);
        return new Parameterised(out.toString(), parameters);
    }

    private static int highest(String text) {
        Matcher parameter = PARAMETER.matcher(text);
        int highest = 0;
        while (parameter.find()) {
            highest = Math.max(highest, Integer.parseInt(parameter.group(1)));
        }
        return highest;
    }

    /** Without quoted identifiers, in which digits are nobody's value. */
    private static String unquoted(String text) {
        return text.replaceAll("\"[^\"]*\"", "\"\"");
    }
}
