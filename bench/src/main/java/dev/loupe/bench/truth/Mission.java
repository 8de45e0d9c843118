package dev.loupe.bench.truth;

import static dev.loupe.bench.truth.Carries.KEY;
import static dev.loupe.bench.truth.Carries.NOTHING;

import dev.loupe.bench.truth.Step.Call;
import dev.loupe.bench.truth.Step.Publish;
import dev.loupe.bench.truth.Step.Transaction;
import java.util.List;
import java.util.Optional;

/** What a message can ask a service to do. Every order is about one message. */
enum Mission {
    /** The order stands in the message's body. */
    PRICE {
        @Override
        String body(String order) {
            return Errand.json(order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    new Transaction(KEY, Optional.of(order), "UPDATE prices", 2),
                    Call.plain(KEY, "GET", "/parts/" + order),
                    new Publish(KEY, "order.priced", Optional.of(order)),
                    Call.plain(NOTHING, "GET", "/offers"));
        }
    },
    /** Nothing says what it is about. */
    LETTER {
        @Override
        String body(String order) {
            return "{}";
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    Call.plain(NOTHING, "GET", "/texts"),
                    new Transaction(NOTHING, Optional.empty(), "SELECT articles", 1),
                    new Publish(NOTHING, "letter.read", Optional.empty()));
        }
    };

    private static final int LETTERS = 4;

    /** One message in so many is a letter. */
    static Mission of(int number) {
        return number % LETTERS == 0 ? LETTER : PRICE;
    }

    /** Of the message. */
    abstract String body(String order);

    /** What the service does before it acknowledges. */
    abstract List<Step> steps(String order);
}
