package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.message.BrokerSettings.Parent;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a delivery is, and how it ends. */
class DeliveryTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void acknowledgedDelivery_isProcessedUntilThen() {
        Talk talk = scene.connection()
                .client(new ClientEvent.BasicQos(1, 10, false))
                .consumes("crm.status", "c1", false);
        talk.delivers("c1", 1, Sent.any().carrying(Sent.TRACEPARENT, "").body("{\"order\":\"17\"}"));
        scene.noSpans();
        talk.waits(6).acked(1, false);
        scene.span("process crm.status")
                .is(SpanKind.CONSUMER)
                .isBelow(Sent.TRACE, Sent.SPAN)
                .isOk()
                .settled("acked")
                .lasted(7)
                .took(Names.MESSAGE_PROCESSING_TIME, 7)
                .took(Names.MESSAGE_WAIT_TIME, 0)
                .took(Names.MESSAGE_OWN_PROCESSING_TIME, 7)
                .has(Names.MESSAGING_OPERATION_TYPE, "process")
                .has(Names.MESSAGING_DESTINATION, "orders:order.priced:crm.status")
                .has(Names.QUEUE_NAME, "crm.status")
                .has(Names.RABBITMQ_DELIVERY_TAG, 1L)
                .has(Names.MESSAGE_ACK, "manual")
                .has(Names.MESSAGE_PREFETCH, 10L)
                .has(Names.JOURNEY, scene.order("17"))
                .hasNo(Names.MESSAGE_REDELIVERED)
                .hasNo(Names.MESSAGE_QUEUE_TIME);
        assertThat(scene.fates.settlements()).containsExactly("ACKED");
        assertThat(scene.metric("message_processing_time_seconds_count", "crm.status"))
                .isEqualTo(1);
        assertThat(scene.metric("loupe_message_deliveries_total", "settlement=\"acked\""))
                .isEqualTo(1);
    }

    @Test
    void whatTheConsumerDoes_belongsToItsMessage() {
        Talk talk = scene.connection().consumes("crm.status", "c1", false);
        talk.delivers("c1", 1, Sent.any().carrying(Sent.TRACEPARENT, ""));
        talk.delivers("c1", 2, Sent.any().body("{\"order\":\"17\"}"));
        MessageEdit byKey = talk.publishes(Sent.to("crm", "done").header("x-order-id", "17"));
        talk.acked(2, false);
        MessageEdit sole = talk.publishes(Sent.to("crm", "sent"));
        talk.acked(1, false);
        Spans spans = scene.spans("process crm.status", "process crm.status", "publish crm:done", "publish crm:sent");
        spans.at(2).isOf("key").isBelow(spans.at(1));
        spans.at(3).isOf("sole").isBelow(spans.at(0));
        assertThat(byKey.traceparent()).contains(spans.at(1).context().getTraceId());
        assertThat(sole.traceparent()).contains(Sent.TRACE);
        assertThat(scene.requests.count()).isZero();
    }

    @Test
    void automaticAcknowledgement_saysThatProcessingCannotBeSeen() {
        Talk talk = scene.connection().consumes("crm.status", "c1", true);
        talk.delivers("c1", 1, Sent.any().body("{\"order\":\"17\"}"));
        scene.span("receive crm.status")
                .lasted(0)
                .has(Names.MESSAGE_ACK, "automatic")
                .has(Names.MESSAGING_OPERATION_TYPE, "receive")
                .settled("automatic")
                .isOk()
                .hasNo(Names.MESSAGE_PROCESSING_TIME)
                .has(Names.JOURNEY, scene.order("17"));
        talk.publishes(Sent.to("crm", "done").header("x-order-id", "17"));
        scene.span("publish crm:done").isOf("key");
        talk.publishes(Sent.to("crm", "other"));
        scene.span("publish crm:other").isOf("none");
        scene.receives();
        talk.publishes(Sent.to("crm", "doubtful"));
        scene.span("publish crm:doubtful").isOf("ambiguous");
    }

    @Test
    void getOfASingleMessage_isADeliveryToo() {
        Talk talk = scene.connection();
        talk.client(new ClientEvent.BasicGet(1, "inbox", false)).server(new ServerEvent.BasicGetEmpty(1));
        talk.gets("inbox", false, 1, Sent.any());
        talk.acked(1, false);
        talk.gets("inbox", true, 2, Sent.any());
        Spans spans = scene.spans("process inbox", "receive inbox");
        spans.at(0).settled("acked").hasNo(Names.MESSAGE_WAIT_TIME);
        spans.at(1).settled("automatic");
    }

    @Test
    void refusals_areTold() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        for (int tag = 1; tag <= 4; tag++) {
            talk.delivers("c1", tag, Sent.any());
        }
        talk.client(new ClientEvent.BasicReject(1, 1, false));
        talk.client(new ClientEvent.BasicReject(1, 2, true));
        talk.client(new ClientEvent.BasicNack(1, 0, true, true));
        Spans spans = scene.spans("process q", "process q", "process q", "process q");
        spans.at(0).settled("rejected").failed("rejected");
        spans.at(1).settled("requeued").failed("requeued");
        spans.at(3).settled("requeued");
        assertThat(scene.fates.settlements()).containsExactly("REJECTED", "REQUEUED", "REQUEUED", "REQUEUED");
        assertThat(scene.happened).extracting(Happening::status).containsOnly(500);
        assertThat(scene.requests.count()).isZero();
    }

    @Test
    void recover_putsAllBack() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c1", 2, Sent.any());
        talk.client(new ClientEvent.BasicRecover(1, true, false)).server(new ServerEvent.BasicRecoverOk(1));
        assertThat(scene.fates.settlements()).containsExactly("REQUEUED", "REQUEUED");
        scene.takesAll();
    }

    @Test
    void redelivery_leadsToTheFirst() {
        SpanContext first = TraceParent.read(Sent.TRACEPARENT, "");
        scene.fates.first = first;
        scene.fates.deliveredBefore = 2;
        Talk talk = scene.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, true, Sent.any()).acked(1, false);
        scene.span("process q")
                .isLinkedTo(first)
                .has(Names.MESSAGE_REDELIVERED, true)
                .has(Names.MESSAGE_ATTEMPTS, 3L)
                .has(Names.MESSAGE_FIRST_TRACE, Sent.TRACE)
                .has(Names.MESSAGE_FIRST_SPAN, Sent.SPAN);
        assertThat(scene.fates.delivered.get(0).redelivered).isTrue();
    }

    @Test
    void duplicateLateAndStuck_areReasons() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        scene.fates.late = true;
        talk.delivers("c1", 1, Sent.any()).acked(1, false);
        scene.span("process q").has(Names.MESSAGE_LATE, true).isKeptFor("late");
        scene.fates.stuck = true;
        talk.delivers("c1", 2, Sent.any()).acked(2, false);
        scene.span("process q").has(Names.MESSAGE_STUCK, true).isKeptFor("stuck");
        scene.fates.duplicateOf = TraceParent.read(Sent.TRACEPARENT, "");
        talk.delivers("c1", 3, Sent.any()).acked(3, false);
        scene.span("process q")
                .has(Names.MESSAGE_DUPLICATE_OF_TRACE, Sent.TRACE)
                .isLinkedTo(Sent.SPAN)
                .isKeptFor("duplicate");
    }

    @Test
    void deadMessage_saysWhereAndWhyItDied() {
        Talk talk = scene.connection().consumes("crm.dead", "c1", false);
        Sent dead = Sent.to("orders.dead", "order.priced")
                .died("crm.status", "rejected", 3)
                .died("crm.retry", "expired", 2);
        talk.delivers("c1", 1, dead).acked(1, false);
        scene.span("process crm.dead")
                .has(Names.MESSAGE_DEATHS, 2L)
                .has(Names.MESSAGE_DEATH_REASON, "rejected")
                .has(Names.MESSAGE_DEATH_QUEUE, "crm.status")
                .has(Names.MESSAGE_DEATH_COUNT, 3L)
                .isKeptFor("dead");
        assertThat(scene.fates.delivered.get(0).deaths).hasSize(2);
    }

    @Test
    void timeInTheQueue_isByTheBestClockThereIs() {
        long now = TimeUnit.NANOSECONDS.toMillis(Scene.BEGIN_EPOCH + scene.nanos.get());
        Talk talk = scene.connection().consumes("q", "c1", false);
        Sent relays = Sent.any().carrying(Sent.TRACEPARENT, "loupe=" + Long.toString(now - 500, 36));
        talk.delivers("c1", 1, relays).acked(1, false);
        scene.span("process q").has(Names.MESSAGE_QUEUE_CLOCK, "relays").took(Names.MESSAGE_QUEUE_TIME, 505);
        Sent broker = Sent.any();
        broker.brokerMillis = now - 400;
        talk.delivers("c1", 2, broker).acked(2, false);
        scene.span("process q").has(Names.MESSAGE_QUEUE_CLOCK, "broker");
        Sent publisher = Sent.any();
        publisher.timestamp = now / 1_000 - 60;
        talk.delivers("c1", 3, publisher).acked(3, false);
        scene.span("process q").has(Names.MESSAGE_QUEUE_CLOCK, "publisher");
        assertThat(scene.fates.delivered.get(2).publishedEpochNanos)
                .hasValue((now / 1_000 - 60) * 1_000_000_000L + 999_000_000L);
        scene.fates.publishedNanos = scene.nanos.get();
        talk.waits(8).delivers("c1", 4, relays).acked(4, false);
        scene.span("process q").has(Names.MESSAGE_QUEUE_CLOCK, "relay").took(Names.MESSAGE_QUEUE_TIME, 9);
        assertThat(scene.metric("loupe_message_queue_seconds_count", "clock=\"relay\""))
                .isEqualTo(1);
    }

    @Test
    void messageThatIsTooOld_isLinkedAndNotBelow() {
        long now = TimeUnit.NANOSECONDS.toMillis(Scene.BEGIN_EPOCH + scene.nanos.get());
        Talk talk = scene.connection().consumes("q", "c1", false);
        Sent old = Sent.any().carrying(Sent.TRACEPARENT, "loupe=" + Long.toString(now - 3_700_000, 36));
        talk.delivers("c1", 1, old).acked(1, false);
        scene.span("process q").isARoot().isLinkedTo(Sent.SPAN).has(Names.MESSAGE_PUBLISHER_TRACE, Sent.TRACE);
    }

    @Test
    void linkMode_neverJoinsTraces() {
        Configured configured = new Configured();
        configured.parent = Parent.LINK;
        Scene other = new Scene(configured.settings());
        Talk talk = other.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any().carrying(Sent.TRACEPARENT, "")).acked(1, false);
        other.span("process q").isARoot().isLinkedTo(Sent.SPAN).has(Names.MESSAGE_PUBLISHER_TRACE, Sent.TRACE);
        other.telemetry.close();
    }

    @Test
    void acknowledgementOfSeveral_leavesOneSpanEach() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        for (int tag = 1; tag <= 3; tag++) {
            talk.delivers("c1", tag, Sent.any());
        }
        talk.acked(3, true);
        Spans spans = scene.spans("process q", "process q", "process q");
        spans.at(0).took(Names.MESSAGE_PROCESSING_TIME, 3).took(Names.MESSAGE_WAIT_TIME, 0);
        spans.at(2).took(Names.MESSAGE_PROCESSING_TIME, 1).took(Names.MESSAGE_WAIT_TIME, 0);
    }

    @Test
    void consumerThatWorksOnOneAtATime_letsTheOthersWait() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c1", 2, Sent.any());
        talk.waits(18).acked(1, false).waits(9).acked(2, false);
        Spans spans = scene.spans("process q", "process q");
        spans.at(0).took(Names.MESSAGE_WAIT_TIME, 0).took(Names.MESSAGE_OWN_PROCESSING_TIME, 20);
        spans.at(1)
                .took(Names.MESSAGE_PROCESSING_TIME, 29)
                .took(Names.MESSAGE_WAIT_TIME, 19)
                .took(Names.MESSAGE_OWN_PROCESSING_TIME, 10);
    }

    @Test
    void consumerThatWorksOnSeveral_isToldNoWaits() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c1", 2, Sent.any());
        talk.acked(2, false).acked(1, false);
        talk.delivers("c1", 3, Sent.any()).acked(3, false);
        Spans spans = scene.spans("process q", "process q", "process q");
        spans.at(1).hasNo(Names.MESSAGE_WAIT_TIME);
        spans.at(2).hasNo(Names.MESSAGE_WAIT_TIME);
    }

    @Test
    void settlementInATransaction_countsWhenItIsCommitted() {
        Talk talk = scene.connection().transacts().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c1", 2, Sent.any());
        talk.acked(2, true);
        scene.noSpans();
        talk.rollsBack();
        assertThat(scene.fates.settlements()).containsExactly("pending", "pending");
        talk.acked(1, false).commits();
        assertThat(scene.fates.settlements()).containsExactly("ACKED", "pending");
        talk.closesChannel();
        assertThat(scene.fates.settlements()).containsExactly("ACKED", "CHANNEL_CLOSED");
        scene.spans("process q", "process q");
    }

    @Test
    void cancelledConsumer_stillHasWhatItWasGiven() {
        Talk talk = scene.connection().consumes("q", "c1", false).consumes("r", "c2", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c2", 2, Sent.any());
        talk.client(new ClientEvent.BasicCancel(1, "c1", false)).server(new ServerEvent.BasicCancelOk(1, "c1"));
        talk.server(new ServerEvent.BasicCancel(1, "c2"));
        talk.acked(2, true);
        scene.spans("process q", "process r").at(1).settled("acked");
        assertThat(scene.metric("loupe_message_consumers_cancelled_total")).isEqualTo(1);
    }

    @Test
    void closedChannel_putsItsMessagesBack() {
        Talk talk = scene.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).closesChannel();
        scene.span("process q").settled("channel_closed").isOk();
        talk.opens(1).consumes("q", "c1", false).delivers("c1", 1, Sent.any()).channelFails(406);
        scene.span("process q").settled("channel_closed").failed("channel_closed");
        talk.opens(1).consumes("q", "c1", false).delivers("c1", 1, Sent.any());
        talk.ends(Side.SERVER, false);
        scene.span("process q").settled("channel_closed").failed("channel_closed");
        assertThat(scene.requests.count()).isZero();
    }

    @Test
    void moreThanIsRemembered_isForgottenAndCounted() {
        Configured few = new Configured();
        few.most = 1;
        Scene small = new Scene(few.settings());
        Talk talk = small.connection().consumes("q", "c1", false);
        talk.delivers("c1", 1, Sent.any()).delivers("c1", 2, Sent.any());
        assertThat(small.fates.settlements()).containsExactly("pending", "FORGOTTEN");
        talk.acked(2, true);
        assertThat(small.fates.settlements()).containsExactly("ACKED", "FORGOTTEN");
        assertThat(small.metric("loupe_message_overflow_total", "reason=\"unacknowledged\""))
                .isEqualTo(1);
        small.telemetry.close();
    }

    @Test
    void queuesThatTheBrokerNames_areKnown() {
        Talk talk = scene.connection();
        talk.client(new ClientEvent.QueueDeclare(1, "", false, false, false, ""))
                .server(new ServerEvent.QueueDeclareOk(1, "amq.gen-JzTY20BRgKO", 0, 0));
        talk.consumes("", "", false);
        talk.delivers("amq.ctag-1", 1, Sent.to("news", "all")).acked(1, false);
        scene.span("process (temporary)")
                .has(Names.MESSAGING_DESTINATION, "news:all:(temporary)")
                .has(Names.MESSAGING_DESTINATION_TEMPORARY, true)
                .has(Names.MESSAGING_DESTINATION_ANONYMOUS, true);
        talk.client(new ClientEvent.QueueDeclare(1, "inbox", true, true, false, ""));
        talk.gets("", false, 2, Sent.to("", "inbox")).acked(2, false);
        scene.span("process inbox").has(Names.MESSAGING_DESTINATION, "inbox");
    }

    @Test
    void excludedQueue_isCountedAndTakesWithItWhatIsDoneForIt() {
        Talk talk = scene.connection().consumes("health.q", "c1", false);
        talk.delivers("c1", 1, Sent.to("health", "ping"));
        talk.publishes(Sent.to("crm", "done"));
        talk.acked(1, false);
        scene.noSpans();
        assertThat(scene.fates.settlements()).containsExactly("ACKED");
        assertThat(scene.metric("loupe_excluded_requests_total", "health:ping:health.q"))
                .isEqualTo(1);
    }

    @Test
    void journeys_areToldOfTheDelivery() {
        Talk talk = scene.connection().consumes("crm.status", "c1", false);
        talk.delivers("c1", 1, Sent.any().body("{\"order\":\"17\"}"));
        assertThat(scene.began).last().satisfies(happening -> {
            assertThat(happening.keys()).containsExactly(new BusinessKey("order", scene.order("17")));
            assertThat(happening.status()).isZero();
        });
        talk.acked(1, false);
        assertThat(scene.happened).singleElement().satisfies(happening -> {
            assertThat(happening.direction()).isEqualTo(Happening.MQ);
            assertThat(happening.method()).isEqualTo(RequestRule.PROCESS);
            assertThat(happening.route()).isEqualTo("crm.status");
            assertThat(happening.status()).isEqualTo(200);
            assertThat(happening.durationNanos()).isEqualTo(1_000_000);
        });
        scene.takesAll();
    }
}
