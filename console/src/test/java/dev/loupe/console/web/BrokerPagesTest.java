package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleBrokers;
import dev.loupe.console.sample.SampleJourneys;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerPagesTest {
    private static final Pattern QUEUE = Pattern.compile("<td class=\"queue\"><span class=\"strong\">([^<]*)</span>");
    private static final Pattern KIND = Pattern.compile("</span> (Lost|Perhaps lost|Doubled|Late|Stuck)</span>");

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleBrokers brokers = SampleBrokers.until(Instant.now(), jeweller.traces());
    private final RunningConsole console = new RunningConsole(
            jeweller.live(), jeweller.traces(), SampleJourneys.until(Instant.now(), List.of()), brokers);
    private final Visitor visitor = new Visitor(console.address());

    @AfterEach
    void close() {
        visitor.close();
        console.close();
    }

    @Test
    void broker_saysHowItIsAndHowFreshThatIs() {
        assertThat(words("/parts/brokers"))
                .contains("rabbitmq amqp://mq:5672", "RabbitMQ 3.13.7, asked 3 s ago")
                .contains("queues4", "ready415", "unacknowledged9", "dead letters7", "lost2", "stuck1")
                .doesNotContain("perhaps lost");
    }

    @Test
    void brokerThatDoesNotAnswer_isToldAndHasNoFigures() {
        brokers.goDown();

        assertThat(words("/queues"))
                .contains("does not answer: connection refused", "Nobody tells how queues are")
                .doesNotContain("unacknowledged9");
    }

    @Test
    void brokerThatTakesNothing_saysWhy() {
        brokers.runFull();

        assertThat(words("/parts/brokers"))
                .contains("Publishers are held up: the broker takes nothing at present.")
                .contains("Memory alarm: the broker uses more than it may.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                       | print.labels, crm.status, crm.status.dead, invoices
            ?queue=STATUS            | crm.status, crm.status.dead
            ?queue=unicorn           | ''
            ?broker=rabbitmq         | print.labels, crm.status, crm.status.dead, invoices
            ?broker=unicorn          | ''
            ?queue=invoices&busy=on  | invoices
            """)
    void queues_areTheDeepestFirstAndFiltered(String query, String names) {
        assertThat(found(QUEUE, "/parts/queues" + query)).isEqualTo(names);
        assertThat(found(QUEUE, "/queues" + query)).isEqualTo(names);
    }

    @Test
    void queueThatNobodyReads_isMarkedAndOneOfTheDeadIsCalledSo() {
        assertThat(words("/parts/queues"))
                .contains("print.labels 412 0 27 min nobody")
                .contains("crm.status.dead dead letters 7 0 1 d 0")
                .contains("crm.status quorum 3 8 11 s 2 62 %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                     | Stuck, Lost, Late, Doubled, Lost
            ?kind=lost             | Lost, Lost
            ?kind=late             | Late
            ?about=crm.status      | Stuck, Late, Doubled, Lost
            ?about=order1-qx4      | Lost
            ?about=unicorn         | ''
            """)
    void troubles_areTheNewestFirstAndFiltered(String query, String kinds) {
        assertThat(found(KIND, "/parts/messages" + query)).isEqualTo(kinds);
        assertThat(found(KIND, "/messages" + query)).isEqualTo(kinds);
    }

    @Test
    void trouble_leadsToTheLifeTheTraceAndTheOrder() {
        String page = visitor.gets("/messages?kind=lost").body();

        assertThat(words("/messages?kind=lost")).contains("no queue took it", "a consumer rejected it");
        assertThat(page)
                .contains("href=\"/message/", "href=\"/trace/")
                .contains("href=\"/journey/order1-QX4JD2ZT7MWB5AKU\"");
    }

    @Test
    void lifeOfALostMessage_saysSo() {
        assertThat(words(lifeOf("orders:order.priced", "?kind=lost")))
                .contains("It was lost: no queue took it.")
                .contains("lost: unroutable", "In queues0", "Deliveries0");
    }

    @Test
    void lifeOfAPoisonedMessage_hasEachDeliveryAndItsDeath() {
        assertThat(words(lifeOf("crm.status", "?kind=lost")))
                .contains("It was lost: a consumer rejected it.")
                .contains("requeued", "died: rejected", "Deliveries3", "then with a consumer")
                .contains("It died in crm.status, 6.32 s after it was first seen.");
    }

    @Test
    void lifeOfAMessageThatIsHeld_saysForHowLong() {
        assertThat(words(lifeOf("crm.status", "?kind=stuck")))
                .contains("It was late: 8.200 s in its queue. It was stuck: not settled for 30.000 s.")
                .contains("A consumer has had it for")
                .contains("now");
    }

    @Test
    void messageOfWhichNothingIsKnown_isSaidSo() {
        assertThat(visitor.gets("/message/unicorn/1").status()).isEqualTo(404);
        assertThat(words("/message/unicorn/1")).contains("This message is not here", "unicorn");
        assertThat(words("/parts/message/unicorn/1")).contains("It is no longer held here");
    }

    @Test
    void calmBroker_saysThatNothingWentWrong() {
        try (RunningConsole other = new RunningConsole(
                        jeweller.live(),
                        jeweller.traces(),
                        SampleJourneys.until(Instant.now(), List.of()),
                        SampleBrokers.calmUntil(Instant.now(), jeweller.traces()));
                Visitor guest = new Visitor(other.address())) {
            assertThat(guest.gets("/messages").body()).contains("No message was lost, doubled, late or stuck.");
            assertThat(guest.gets("/messages?about=unicorn").body()).contains("None of the 12 lives match.");
        }
    }

    @Test
    void whateverIsAskedFor_isEscaped() {
        for (String path :
                List.of("/queues?queue=EVIL&broker=EVIL", "/messages?about=EVIL&kind=EVIL", "/message/EVIL/EVIL")) {
            assertThat(visitor.gets(path.replace("EVIL", "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27"))
                            .body())
                    .doesNotContain("<script>alert", "<script>\"");
        }
    }

    @Test
    void consoleWithoutBrokers_hasNoSuchPages() {
        try (RunningConsole other = new RunningConsole(jeweller.live(), jeweller.traces());
                Visitor guest = new Visitor(other.address())) {
            assertThat(guest.gets("/queues").status()).isEqualTo(404);
            assertThat(guest.gets("/messages").status()).isEqualTo(404);
            assertThat(guest.gets("/").body()).doesNotContain("href=\"/queues\"");
        }
    }

    private String lifeOf(String place, String query) {
        Matcher link = Pattern.compile(
                        "href=\"(/message/[^\"]*)\" aria-label=\"Life of the message for " + place + "\"")
                .matcher(visitor.gets("/messages" + query).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private String found(Pattern pattern, String path) {
        return String.join(
                ", ",
                pattern.matcher(visitor.gets(path).body())
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    private String words(String path) {
        return visitor.gets(path).body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
