package dev.loupe.demo.ledger;

/**
 * Something that a service did elsewhere.
 *
 * @param cause what it was done for
 * @param peer who was asked
 * @param operation what was asked: method and route, or the operation's name at a store
 * @param order that it was about; empty for none
 * @param at when it began, by {@link System#nanoTime}
 */
public record Act(Cause cause, String peer, String operation, String order, long at) {
    /** Something that begins now. */
    public Act(Cause cause, String peer, String operation, String order) {
        this(cause, peer, operation, order, System.nanoTime());
    }

    /**
     * The request that something was done for.
     *
     * @param service that was asked
     * @param operation method and route; empty for work of its own
     * @param order that it was about, as far as that was known then; empty for none
     * @param request its number among those of the service; 0 for work of its own
     */
    public record Cause(String service, String operation, String order, long request) {
        /** Work that no request asked for. */
        public static Cause ownWorkOf(String service) {
            return new Cause(service, "", "", 0);
        }
    }
}
