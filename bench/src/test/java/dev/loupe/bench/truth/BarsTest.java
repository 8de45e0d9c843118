package dev.loupe.bench.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BarsTest {
    private static final Score NO_SHARED = new Score("shared", 10, 0, 0);

    /** Everything right, with other scores in their places. */
    private static CaseResult result(int clients, Score... others) {
        List<Score> good = List.of(
                new Score("explicit", 100, 100, 100),
                new Score("key", 1_000, 960, 960),
                new Score("transaction", 100, 100, 100),
                new Score("sole", 200, 100, 100),
                new Score("ambiguous", 50, 0, 0),
                new Score("none", 50, 0, 0),
                new Score("all", 1_400, 1_260, 1_260));
        List<Score> scores = good.stream()
                .map(score -> Stream.of(others)
                        .filter(other -> other.evidence().equals(score.evidence()))
                        .findFirst()
                        .orElse(score))
                .toList();
        return new CaseResult("http threads c" + clients, clients, scores, NO_SHARED, 0, Optional.empty());
    }

    @Test
    void everythingRight_missesNothing() {
        assertThat(Bars.missed(List.of(result(1), result(64)))).isEmpty();
    }

    @Test
    void oneWrongKey_isMissed() {
        assertThat(Bars.missed(List.of(result(4, new Score("key", 1_000, 990, 989)))))
                .containsExactly("http threads c4: key: 1 of 990 attributed wrongly");
    }

    @Test
    void evidenceThatAttributesNothing_provesNothing() {
        assertThat(Bars.missed(List.of(result(4, new Score("explicit", 0, 0, 0)))))
                .hasSize(1);
    }

    @Test
    void recallOfKeys_countsAt64Only() {
        Score poor = new Score("key", 1_000, 900, 900);

        assertThat(Bars.missed(List.of(result(16, poor)))).isEmpty();
        assertThat(Bars.missed(List.of(result(64, poor)))).containsExactly("http threads c64: key: recall 0.9000");
    }

    @Test
    void soleThatIsWrongTooOften_isMissedInItsCaseAndOverAll() {
        assertThat(Bars.missed(List.of(result(1, new Score("sole", 200, 200, 197)))))
                .hasSize(2);
        assertThat(Bars.missed(List.of(result(1, new Score("sole", 3, 3, 2)), result(1))))
                .isEmpty();
    }

    @Test
    void ambiguousOrSharedThatIsAttributed_isMissed() {
        assertThat(Bars.missed(List.of(result(1, new Score("ambiguous", 5, 1, 1)))))
                .hasSize(1);
        CaseResult good = result(1);
        CaseResult guessed = new CaseResult(
                good.label(), 1, good.scores(), new Score("shared", 10, 2, 1), 3, Optional.of("a call failed"));

        assertThat(Bars.missed(List.of(guessed))).hasSize(3);
    }
}
