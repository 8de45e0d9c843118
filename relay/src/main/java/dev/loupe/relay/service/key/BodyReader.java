package dev.loupe.relay.service.key;

/** Reads a body in runs, as they come, for the values in it. Never throws because of what it reads. */
interface BodyReader {
    /** Reads a run. The bytes are only looked at during the call. */
    void read(byte[] bytes, int from, int to);

    /**
     * Nothing more comes.
     *
     * @param whole whether the body's last byte has been read, so that what stands at its end is not cut
     */
    void end(boolean whole);

    /** Whether there may be more to find. */
    boolean isHungry();
}
