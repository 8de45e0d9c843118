package dev.loupe.relay.s3;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what is personal or secret by its form. Cheap checks come first, so that an ordinary key meets a
 * regular expression only if somebody configured one.
 */
final class SensitiveText {
    /** Characters. Twice what is shown, so that what stands across the end of the shown part is recognised too. */
    static final int LOOKED_AT = 2 * FileNames.LONGEST;

    static final String TAKEN_OUT = "…";

    /** Begins only where no part of an address stands in front, so that long runs are looked at once. */
    private static final Pattern EMAIL = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}._%+'-])[\\p{L}\\p{M}\\p{N}._%+'-]++"
            + "@(?:[\\p{L}\\p{M}\\p{N}-]++\\.)+[\\p{L}\\p{M}]{2,}+");

    /** RFC 7519: a header that is a JSON object in Base64, so begins with {@code eyJ}, a payload, a signature. */
    private static final Pattern WEB_TOKEN = Pattern.compile("eyJ[\\w-]{4,}+\\.[\\w-]{4,}+(?:\\.[\\w-]*+)*+");

    /** Long-term and temporary keys; AWS's user guide of IAM, "Unique identifiers". */
    private static final Pattern ACCESS_KEY = Pattern.compile("(?:AKIA|ASIA)[A-Z0-9]{16,}+");

    private static final int SHORTEST_NUMBER = 13;
    private static final int LONGEST_NUMBER = 19;

    private final List<Pattern> more;

    SensitiveText(List<Pattern> more) {
        this.more = List.copyOf(more);
    }

    /** @param text at most {@link #LOOKED_AT} characters */
    String withoutSecrets(String text) {
        try {
            String rest = text;
            if (rest.indexOf('@') >= 0) {
                rest = without(EMAIL, rest);
            }
            if (rest.contains("eyJ")) {
                rest = without(WEB_TOKEN, rest);
            }
            if (rest.contains("AKIA") || rest.contains("ASIA")) {
                rest = without(ACCESS_KEY, rest);
            }
            rest = withoutNumbers(rest);
            for (Pattern pattern : more) {
                rest = without(pattern, rest);
            }
            return rest;
        } catch (BudgetedText.SpentException | StackOverflowError e) {
            // What could not be checked is not shown.
            return TAKEN_OUT;
        }
    }

    private static String without(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(new BudgetedText(text));
        StringBuilder rest = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                rest.append(text, copied, matcher.start()).append(TAKEN_OUT);
                copied = matcher.end();
            }
        }
        return copied == 0 ? text : rest.append(text, copied, text.length()).toString();
    }

    private static String withoutNumbers(String text) {
        for (int i = 0; i < text.length(); i++) {
            int end = digitsEnd(text, i);
            if (isCardNumber(text, i, end)) {
                return text.substring(0, i) + TAKEN_OUT + withoutNumbers(text.substring(end));
            }
            i = Math.max(i, end);
        }
        return text;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** ISO/IEC 7812-1, annex B: every second digit from the right counts twice, and the sum ends in zero. */
    private static boolean isCardNumber(String text, int from, int to) {
        if (to - from < SHORTEST_NUMBER || to - from > LONGEST_NUMBER) {
            return false;
        }
        int sum = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            boolean twice = (to - i) % 2 == 0;
            sum += twice ? 2 * digit - (digit > 4 ? 9 : 0) : digit;
        }
        return sum % 10 == 0;
    }
}
