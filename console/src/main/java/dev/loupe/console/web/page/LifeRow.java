package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Life;
import dev.loupe.console.web.Brokers.Step;
import java.util.List;

/** A message's life, as a line of a table. */
record LifeRow(String broker, Life life) {
    private static final int MOST_WORDS = 4;

    String href() {
        return href(life);
    }

    static String href(Life life) {
        return "/message/" + life.traceId() + '/' + life.spanId();
    }

    Step last() {
        return life.steps().get(life.steps().size() - 1);
    }

    /** When something last happened to it. */
    long at() {
        return last().at();
    }

    /** Its last steps, such as {@code … → delivered → acked}. */
    String story() {
        List<String> words = life.steps().stream().map(Step::what).toList();
        int left = Math.max(0, words.size() - MOST_WORDS);
        return (left > 0 ? "… → " : "") + String.join(" → ", words.subList(left, words.size()));
    }
}
