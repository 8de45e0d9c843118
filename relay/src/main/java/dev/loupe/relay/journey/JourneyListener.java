package dev.loupe.relay.journey;

/** Told by the service path of everything that a stage rule may want. Called on event loops: must not block. */
public interface JourneyListener {
    /** Is told, and does nothing. */
    JourneyListener NONE = happening -> {};

    /** A request or an outbound call has ended. */
    void ended(Happening happening);

    /**
     * A request has begun; its status and duration are not known yet. May be told again of the same request when more
     * of its keys are known.
     */
    default void began(Happening happening) {}
}
