package dev.loupe.relay.postgres.protocol;

/**
 * Takes a decoder's events, in order, before {@code feed} returns.
 *
 * @param <E> {@link FrontendEvent} or {@link BackendEvent}
 */
@FunctionalInterface
public interface Events<E> {
    /**
     * A message was whole, or a run of them began or ended.
     *
     * @param end bytes of this direction of the connection, from its start to the end of that message; of a run's first
     *     message only the header may have come when it begins, so there to the header's end; where a decoder lost track, to
     *     the end of what it understood. Never less than before
     */
    void accept(E event, long end);
}
