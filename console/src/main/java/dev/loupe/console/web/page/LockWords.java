package dev.loupe.console.web.page;

/** Says in words what a lock is on and what somebody else does; the words of PostgreSQL's manual stay as they are. */
final class LockWords {
    private LockWords() {}

    /** Such as {@code a row of orders}; PostgreSQL shows a wait for a row's writer as one for that transaction's id. */
    static String thing(String type, String relation) {
        String of = relation.isEmpty() ? "" : " of " + relation;
        return switch (type) {
            case "transactionid" -> relation.isEmpty() ? "another transaction’s end" : "a row" + of;
            case "tuple" -> relation.isEmpty() ? "a row" : "a row" + of;
            case "relation" -> relation.isEmpty() ? "a table" : "the table " + relation;
            case "advisory" -> "an advisory lock";
            case "extend" -> "the extension" + of;
            case "page" -> "a page" + of;
            case "" -> relation.isEmpty() ? "a lock" : "a lock on " + relation;
            default -> "a lock (" + type + ')' + (relation.isEmpty() ? "" : " on " + relation);
        };
    }

    /** Who is in the way, such as {@code UPDATE orders}, {@code psql}, {@code somebody who passes through no relay}. */
    static String who(String summary, String application) {
        if (!summary.isEmpty()) {
            return summary;
        }
        return application.isEmpty() ? "a session that passes through no relay" : application;
    }

    /** Such as {@code 1 other}. */
    static String others(long count) {
        return Amounts.count(count) + (count == 1 ? " other" : " others");
    }
}
