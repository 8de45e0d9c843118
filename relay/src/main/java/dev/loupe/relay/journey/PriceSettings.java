package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;

/**
 * What a price calculation is, from the request for a price to the price being answered or stored.
 *
 * @param start the request that asks for a price
 * @param ends what means that there is a price, any of these: the answer to that same request, where the rule is about
 *     the start again, or the end of another request or call about the same order
 * @param lostAfter how long a price may take: 1 s to 7 days
 * @param most calculations that run at the same time, one for each order: 1 to 1,000,000
 */
public record PriceSettings(RequestRule start, List<AnswerRule> ends, Duration lostAfter, int most) {
    private static final Duration LEAST_LOST = Duration.ofSeconds(1);
    private static final Duration MOST_LOST = Duration.ofDays(7);
    private static final int MOST = 1_000_000;

    /** @throws InvalidSetting if a calculation could never end, or a value is out of its range */
    public PriceSettings {
        ends = List.copyOf(ends);
        if (ends.isEmpty()) {
            throw new InvalidSetting("ends", "at least one rule: otherwise no calculation would ever end");
        }
        InvalidSetting.unlessWithin("lostAfter", lostAfter, LEAST_LOST, MOST_LOST);
        InvalidSetting.unlessWithin("most", most, 1, MOST);
    }

    /** Whether it brings a price. */
    boolean isEnd(Happening happening) {
        for (AnswerRule end : ends) {
            if (end.matches(happening)) {
                return true;
            }
        }
        return false;
    }
}
