package dev.loupe.bench.postgres;

import java.util.List;

/** What a client repeats. */
enum Work {
    /** pgbench's select by key, each with its own text. */
    SELECT_SIMPLE("select simple", List.of("--select-only", "--protocol=simple")),
    /** The same, parsed anew each time. */
    SELECT_EXTENDED("select extended", List.of("--select-only", "--protocol=extended")),
    /** The same, prepared once. */
    SELECT_PREPARED("select prepared", List.of("--select-only", "--protocol=prepared")),
    /** Seven statements in a transaction. */
    TPCB("tpcb", List.of("--builtin=tpcb-like", "--protocol=simple")),
    /** A table of 100 MB to the client. */
    COPY_OUT("copy 100MB out", List.of("-c", "\\copy pgbench_accounts TO '/dev/null'")),
    /** The same from the client. */
    COPY_IN("copy 100MB in", List.of("-c", "\\copy copied FROM 'accounts.copy'")),
    /** A million rows at once. */
    FETCH("fetch 1M rows", List.of("-A", "-t", "-o", "/dev/null", "-c", "SELECT * FROM pgbench_accounts"));

    private final String text;
    @SuppressWarnings("ImmutableEnumChecker") // List.of gives nothing else
    private final List<String> arguments;

    Work(String text, List<String> arguments) {
        this.text = text;
        this.arguments = arguments;
    }

    /** As in the report. */
    String text() {
        return text;
    }

    /** Of psql for what is bulk, else of pgbench. */
    List<String> arguments() {
        return arguments;
    }

    /** Whether the cost is that of bytes rather than of transactions. */
    boolean isBulk() {
        return this == COPY_OUT || this == COPY_IN || this == FETCH;
    }
}
