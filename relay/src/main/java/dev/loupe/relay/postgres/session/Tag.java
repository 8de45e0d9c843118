package dev.loupe.relay.postgres.session;

/** What a {@code CommandComplete} says (PostgreSQL manual, "Message Formats"): a command, and of some of them how many rows. */
final class Tag {
    private Tag() {}

    /** The rows that it counts; -1 if it counts none. */
    static long rows(String tag) {
        int start = tag.length();
        while (start > 0 && isDigit(tag.charAt(start - 1))) {
            start--;
        }
        if (start == tag.length() || start == 0 || tag.length() - start > 18) {
            return -1;
        }
        return Long.parseLong(tag, start, tag.length(), 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the rows that it counts were sent to the client as rows. */
    static boolean returnsRows(String tag) {
        return tag.startsWith("SELECT") || tag.startsWith("FETCH") || tag.startsWith("SHOW");
    }

    /** Whether a transaction was undone. */
    static boolean isRollback(String tag) {
        return tag.equals("ROLLBACK");
    }
}
