package dev.loupe.relay.amqp.protocol;

import java.util.Set;

/**
 * What a decoder keeps and looks for.
 *
 * @param headers names of the message headers whose values are wanted
 * @param peek bytes of a published body that should be at hand with its header, up to the end of its first frame: until they
 *     are, the decoder leaves the message where it is; 0 for none
 * @param maxFrame bytes of a method's or content header's frame up to which it is waited for and read; of a larger one only
 *     what is needed to go on is read, and it cannot be changed
 * @param maxChannels that may have content under way; beyond that track is lost
 */
public record DecoderSettings(Set<String> headers, int peek, int maxFrame, int maxChannels) {
    /** No headers, no peek, frames of 128 KiB, 65,536 channels. */
    public static DecoderSettings defaults() {
        return new DecoderSettings(Set.of(), 0, 128 * 1024 + 8, 65_536);
    }
}
