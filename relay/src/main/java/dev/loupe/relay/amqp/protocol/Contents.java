package dev.loupe.relay.amqp.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * What content is under way on which channel. Most connections have one at a time; only those that do otherwise have more than
 * one object for it.
 */
final class Contents {
    private final int most;
    private Content recent = new Content();

    /** Empty, or by channel all that may be under way, {@link #recent} too. */
    private final Map<Integer, Content> interleaved = new HashMap<>(0);

    Contents(int most) {
        this.most = most;
    }

    /** What is under way on that channel; null if nothing is. */
    Content on(int channel) {
        if (recent.channel() == channel) {
            return recent.isUnderWay() ? recent : null;
        }
        Content found = interleaved.isEmpty() ? null : interleaved.get(channel);
        return found != null && found.isUnderWay() ? found : null;
    }

    /** Content is announced on a channel on which none is under way; null if there are too many. */
    Content begin(int channel) {
        if (recent.channel() != channel && (recent.isUnderWay() || !interleaved.isEmpty())) {
            Content other = interleave(channel);
            if (other == null) {
                return null;
            }
            recent = other;
        }
        recent.announced(channel);
        return recent;
    }

    private Content interleave(int channel) {
        interleaved.put(recent.channel(), recent);
        Content found = interleaved.get(channel);
        if (found != null) {
            return found;
        }
        if (interleaved.size() >= most) {
            interleaved.values().removeIf(content -> !content.isUnderWay());
        }
        if (interleaved.size() >= most) {
            return null;
        }
        Content other = new Content();
        interleaved.put(channel, other);
        return other;
    }

    /** A channel is over, and what was under way on it too. */
    void closed(int channel) {
        if (recent.channel() == channel) {
            recent.over();
        }
        if (!interleaved.isEmpty()) {
            Content gone = interleaved.remove(channel);
            if (gone != null) {
                gone.over();
            }
        }
    }
}
