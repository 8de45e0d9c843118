package dev.loupe.relay.postgres.protocol;

/** Asked for each Bind, before its values come: to keep them, or to let them pass as opaque bytes. */
@FunctionalInterface
public interface ParametersWanted {
    /** Keeps none. */
    ParametersWanted NONE = statement -> false;

    /**
     * Whether the values of that Bind are to be kept.
     *
     * @param statement name of the prepared statement that is bound
     */
    boolean wants(String statement);
}
