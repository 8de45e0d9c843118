package dev.loupe.console.launch;

/** Exit codes of every Loupe command. */
final class Exit {
    /** Done, an orderly end after {@code SIGTERM} included. */
    static final int DONE = 0;

    /** Anything that is not the user's fault. */
    static final int FAILED = 1;

    /** Wrong usage or configuration. */
    static final int WRONG = 2;

    private Exit() {}
}
