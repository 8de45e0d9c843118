package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleJourneys;
import dev.loupe.console.web.Visitor.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyPagesTest {
    private static final String EVIL = "<script>alert(1)</script>\"'";

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleJourneys journeys =
            SampleJourneys.until(Instant.now(), List.of(jeweller.slowStore(), jeweller.slowReader()));
    private final RunningConsole console = new RunningConsole(jeweller.live(), jeweller.traces(), journeys);
    private final Visitor visitor = new Visitor(console.address());

    @AfterEach
    void close() {
        visitor.close();
        console.close();
    }

    @Test
    void list_beginsWithTheOrderThatIsStuckLongest() {
        List<String> orders = ordersIn(visitor.gets("/journeys").body());

        assertThat(orders)
                .hasSize(13)
                .startsWith(
                        "order1-V4RZD7XTKB3NQ5LM",
                        "order1-Z7DNA4QWVK2RX5BT",
                        SampleJourneys.STUCK,
                        "order1-W2LB7DKXQ4MZ6NTA")
                .endsWith(SampleJourneys.DONE);
    }

    @Test
    void list_saysWhereOrdersAreAndWhoHasToAct() {
        assertThat(visitor.gets("/journeys").body())
                .contains("4 h 9 min", "1 h 9 min over", "stuck", "customer", "in production")
                .contains("2 h 46 min left")
                .contains("13 orders, the stuck ones first");
    }

    @Test
    void stages_areCountedWithThoseThatAreStuck() {
        String part = visitor.gets("/parts/stages").body();

        assertThat(part)
                .containsPattern("(?s)priced.*?<strong>5</strong>.*?2 stuck.*?up to 4 h 58 min.*?approved")
                .contains("href=\"/journeys?stage=in+production\"");
    }

    @Test
    void filter_showsOnlyWhatMatches() {
        String page = visitor.gets("/journeys?order=7kq3&stage=priced&stuck=on").body();

        assertThat(ordersIn(page)).containsExactly(SampleJourneys.STUCK);
        assertThat(page)
                .contains("1 that match, of 13 orders")
                .contains("value=\"7kq3\"")
                .containsPattern("value=\"priced\" +selected")
                .contains("hx-get=\"/parts/journeys?order=7kq3&amp;stage=priced&amp;stuck=on\"");
        assertThat(visitor.gets("/parts/journeys?order=unicorn").body()).contains("None of the 13 orders match");
        assertThat(visitor.gets("/journeys?stage=melted").body()).containsPattern("value=\"melted\" +selected");
    }

    @Test
    void moreOrdersThanFit_areCounted() {
        for (int i = 0; i < 60; i++) {
            journeys.place("order1-NEW" + i);
        }
        String part = visitor.gets("/parts/journeys").body();

        assertThat(ordersIn(part)).hasSize(50).contains(SampleJourneys.STUCK);
        assertThat(part).contains("the most urgent 50 of 73 orders");
    }

    @Test
    void stuckOrder_saysHowLongAndWhoIsNext() {
        Answer answer = visitor.gets("/journey/" + SampleJourneys.STUCK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("It has been waiting in “priced” for 4 h 9 min, 1 h 9 min longer than it may."
                        + " Next to act: customer. Most of its time, 99 %, went by there.")
                .contains(
                        "The upright line marks the deadline, 3 h after the order entered “priced”; what is over it is"
                                + " red.")
                .contains("5 orders are there, 1 for longer than this one.");
    }

    @Test
    void traces_areLinkedWhereTheyCanBeSeen() {
        String page = visitor.gets("/journey/" + SampleJourneys.STUCK).body();

        assertThat(page)
                .contains("href=\"/trace/" + jeweller.slowStore() + "\"")
                .contains("href=\"http://jaeger.test:16686/trace/" + jeweller.slowStore() + "\"")
                .contains("in GET /orders/{order}");
        assertThat(page.split("href=\"/trace/", -1)).as("held traces").hasSize(3);
        assertThat(page.split("href=\"http://jaeger.test", -1)).as("all traces").hasSize(8);
    }

    @Test
    void orderThatWasSentBack_showsBothVisits() {
        assertThat(visitor.gets("/journey/" + SampleJourneys.SENT_BACK).body())
                .contains("again, visit 2")
                .contains("4 earlier ones")
                .contains("It has been in “in production” for 19 h 40 min. It may stay there for another 4 d 4 h."
                        + " Next to act: workshop. Most of its time, 58 %, went by in “approved”.");
    }

    @Test
    void doneOrder_waitsForNobody() {
        assertThat(visitor.gets("/journey/" + SampleJourneys.DONE).body())
                .contains("It is done, 3 d 1 h after it began. Most of its time, 92 %, went by in “in production”.")
                .doesNotContain("Who waits", "Next to act");
    }

    @Test
    void unknownOrder_saysHowToFindIt() {
        Answer answer = visitor.gets("/journey/10234");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("This order is not here", "bin/loupe pseudonym order NUMBER");
    }

    @Test
    void orderThatIsForgottenWhileOneLooks_saysSo() {
        journeys.forget(SampleJourneys.STUCK);
        Answer answer = visitor.gets("/parts/journey/" + SampleJourneys.STUCK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("It is no longer held here");
    }

    @Test
    void textThatIsMarkup_isShownAsText() {
        for (String path : List.of(
                "/journeys?order=%3Cscript%3Ealert(1)%22",
                "/journeys?stage=%3Cscript%3Ealert(1)%22",
                "/journey/%3Cscript%3Ealert(1)",
                "/parts/journey/%3Cscript%3Ealert(1)")) {
            assertThat(visitor.gets(path).body())
                    .containsPattern("&lt;script(>|&gt;)alert")
                    .doesNotContain("<script>alert");
        }
        try (RunningConsole evil = new RunningConsole(jeweller.live(), jeweller.traces(), new EvilJourneys());
                Visitor guest = new Visitor(evil.address())) {
            for (String path : List.of("/journeys", "/journey/evil", "/parts/stages")) {
                assertThat(guest.gets(path).body()).contains("&lt;script").doesNotContain("<script>alert");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/journeys", "/parts/stages", "/parts/journeys", "/journey/none", "/parts/journey/none"})
    void everyAnswer_isAsStrictAsTheOthers(String path) {
        Answer answer = visitor.gets(path);

        assertThat(answer.headers().get("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'");
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
    }

    @Test
    void navigation_isThereOnlyWhereOrdersAreFollowed() {
        assertThat(visitor.gets("/").body())
                .contains("<a href=\"/journeys\">Journeys</a>")
                .contains("<a href=\"/\" aria-current=\"page\">Traffic</a>");
        assertThat(visitor.gets("/journeys").body())
                .contains("<a href=\"/journeys\" aria-current=\"page\">Journeys</a>");
        try (RunningConsole plain = new RunningConsole(jeweller.live(), jeweller.traces());
                Visitor guest = new Visitor(plain.address())) {
            assertThat(guest.gets("/").body()).doesNotContain("Journeys");
            assertThat(guest.gets("/journeys").status()).isEqualTo(404);
            assertThat(guest.gets("/journey/" + SampleJourneys.STUCK).status()).isEqualTo(404);
        }
    }

    private static List<String> ordersIn(String page) {
        return Pattern.compile("id=\"order-([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Whose names would do harm if they were not shown as text. */
    private static final class EvilJourneys implements Journeys {
        private static final Stage STAGE =
                new Stage(EVIL, Optional.of(Duration.ofSeconds(1)), Optional.of(EVIL), false);
        private static final Journey JOURNEY = new Journey(
                EVIL,
                List.of(new Stay(
                        STAGE, 2, 2, 0, OptionalLong.empty(), true, List.of(new Trace("0".repeat(32), EVIL, 0)))),
                0,
                1);

        @Override
        public List<Stage> stages() {
            return List.of(STAGE);
        }

        @Override
        public List<Journey> all() {
            return List.of(JOURNEY);
        }

        @Override
        public Optional<Journey> find(String order) {
            return Optional.of(JOURNEY);
        }
    }
}
