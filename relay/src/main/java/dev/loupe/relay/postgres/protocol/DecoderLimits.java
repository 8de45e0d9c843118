package dev.loupe.relay.postgres.protocol;

/**
 * How much of a message a decoder keeps. What is longer is skipped as it passes.
 *
 * @param maxText bytes of a statement's text
 * @param maxName bytes of a statement's or portal's name; the protocol has no limit, PostgreSQL uses 63
 * @param maxParameter bytes of a parameter's value that somebody asked for
 * @param maxSmall bytes of messages that are held until they are whole, such as errors or a start-up packet
 */
public record DecoderLimits(int maxText, int maxName, int maxParameter, int maxSmall) {
    /** 64 KiB, 256 B, 1 KiB, 64 KiB. */
    public static DecoderLimits defaults() {
        return new DecoderLimits(64 * 1024, 256, 1024, 64 * 1024);
    }
}
