package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.journey.AnswerRule;
import dev.loupe.relay.journey.PriceSettings;
import dev.loupe.relay.journey.RequestRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a price calculation is.
 *
 * @param start the request that asks for a price, such as {@code POST /prices}
 * @param ends what means that there is a price, any of these
 * @param lostAfter how long a price may take before it counts as lost
 * @param most calculations that run at the same time, one for each order
 */
public record Price(@Given String start, @Given List<String> ends, Duration lostAfter, int most) {
    private static final int MOST = 10_000;

    /** Checks that it can be read. */
    public Price {
        new PriceSettings(startOf(start), endsOf(ends), lostAfter, most);
    }

    /** The values of keys that are not given. */
    public static Price defaults() {
        return new Price("/", List.of("/"), Duration.ofMinutes(10), MOST);
    }

    private static RequestRule startOf(String start) {
        return WrittenRule.request("start", start);
    }

    private static List<AnswerRule> endsOf(List<String> ends) {
        List<AnswerRule> rules = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            rules.add(WrittenRule.answer("ends[" + i + "]", ends.get(i)));
        }
        return rules;
    }

    /** As the journeys want it. */
    public PriceSettings settings() {
        return new PriceSettings(startOf(start), endsOf(ends), lostAfter, most);
    }
}
