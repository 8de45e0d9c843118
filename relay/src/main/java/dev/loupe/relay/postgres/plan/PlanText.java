package dev.loupe.relay.postgres.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a plan may be told. The statement that was explained had no literal, but the schema has: views, partial indexes,
 * generated columns, policies. Costs and estimated numbers of rows stay.
 */
final class PlanText {
    private static final int LONGEST = 16_384;

    /** As EXPLAIN prints them; nothing of a schema looks like this to the letter. */
    private static final Pattern COSTS =
            Pattern.compile("\\(cost=\\d+\\.\\d+\\.\\.\\d+\\.\\d+ rows=\\d+ width=\\d+\\)$", Pattern.MULTILINE);

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*+(?:'|\\z)");

    /** Neither EXPLAIN's own numbers, nor a part of a name such as {@code orders_2} or {@code "2024"}, nor of a parameter. */
    private static final Pattern NAME_OR_NUMBER = Pattern.compile(
            "(?:InitPlan|SubPlan|Workers Planned:) \\d+|\"(?:[^\"]|\"\")*+\"|[A-Za-z_$\\x80-\\uffff][A-Za-z0-9_$\\x80-\\uffff]*+|\\d[\\d.]*+(?:[eE][+-]?\\d+)?+");

    private PlanText() {}

    static String of(List<String> lines) {
        String text = QUOTED.matcher(String.join("\n", lines)).replaceAll("?");
        StringBuilder told = new StringBuilder();
        Matcher costs = COSTS.matcher(text);
        int from = 0;
        while (costs.find()) {
            told.append(withoutNumbers(text.substring(from, costs.start()))).append(costs.group());
            from = costs.end();
        }
        told.append(withoutNumbers(text.substring(from)));
        return told.length() > LONGEST ? told.substring(0, LONGEST) : told.toString();
    }

    private static String withoutNumbers(String text) {
        return NAME_OR_NUMBER
                .matcher(text)
                .replaceAll(found ->
                        Character.isDigit(found.group().charAt(0)) ? "?" : Matcher.quoteReplacement(found.group()));
    }
}
