package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.ConnectionObserver.Blind;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a publish is over, and how. */
class ConfirmTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void confirmedPublish_lastsUntilItsConfirm() {
        Talk talk = scene.connection().confirms();
        Sent message = Sent.any().body("{\"a\":1}");
        message.correlationId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
        String id = talk.publishes(message).messageId();
        scene.noSpans();
        talk.waits(7).acks(1, false);
        scene.span("publish orders:order.priced")
                .is(SpanKind.PRODUCER)
                .isARoot()
                .isOk()
                .isOf("none")
                .ended("confirmed")
                .lasted(8)
                .has(Names.MESSAGING_SYSTEM, "rabbitmq")
                .has(Names.MESSAGING_OPERATION_NAME, "publish")
                .has(Names.MESSAGING_OPERATION_TYPE, "send")
                .has(Names.MESSAGING_DESTINATION, "orders:order.priced")
                .hasNo(Names.MESSAGING_DESTINATION_TEMPLATE)
                .has(Names.RABBITMQ_ROUTING_KEY, "order.priced")
                .has(Names.MESSAGING_MESSAGE_ID, id)
                .has(Names.MESSAGE_ID, id)
                .has(Names.MESSAGING_CONVERSATION_ID, "7c9e6679-7425-40de-944b-e07fc1f90ae7")
                .has(Names.MESSAGING_BODY_SIZE, 7L)
                .has(Names.SERVER_ADDRESS, "mq.internal")
                .has(Names.SERVER_PORT, 5672L)
                .has(Names.PEER_SERVICE, "rabbitmq");
        assertThat(scene.fates.outcomes()).containsExactly("CONFIRMED");
        assertThat(scene.metric("loupe_message_publishes_total", "outcome=\"confirmed\"", "broker=\"rabbitmq\""))
                .isEqualTo(1);
        assertThat(scene.metric("messaging_client_operation_duration_seconds_count"))
                .isEqualTo(1);
    }

    @Test
    void confirmWithMultiple_endsAllUpToIt() {
        Talk talk = scene.connection().confirms();
        for (int i = 0; i < 4; i++) {
            talk.publishes(Sent.any());
        }
        talk.acks(2, false).acks(3, true);
        assertThat(scene.fates.outcomes()).containsExactly("CONFIRMED", "CONFIRMED", "CONFIRMED", "pending");
        scene.spans("publish orders:order.priced", "publish orders:order.priced", "publish orders:order.priced");
        talk.acks(0, true);
        scene.span("publish orders:order.priced").ended("confirmed");
    }

    @Test
    void publishesBeforeConfirmSelect_areNotCounted() {
        Talk talk = scene.connection();
        talk.publishes(Sent.to("orders", "first"));
        talk.confirms();
        talk.publishes(Sent.to("orders", "second"));
        talk.acks(1, false);
        Spans spans = scene.spans("publish orders:first", "publish orders:second");
        spans.at(0).ended("sent");
        spans.at(1).ended("confirmed");
        assertThat(scene.fates.outcomes()).containsExactly("SENT", "CONFIRMED");
    }

    @Test
    void nack_isALoss() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.nacks(1, false);
        scene.span("publish orders:order.priced")
                .ended("nacked")
                .failed("nacked")
                .isKeptFor("lost");
        assertThat(scene.fates.outcomes()).containsExactly("NACKED");
    }

    @Test
    void channelException_voidsWhatWasInFlight() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.publishes(Sent.any());
        talk.acks(1, false).server(new ServerEvent.ChannelClose(1, 404, 60, 40));
        talk.publishes(Sent.any());
        talk.client(new ClientEvent.ChannelCloseOk(1));
        Spans spans = scene.spans(
                "publish orders:order.priced", "publish orders:order.priced", "publish orders:order.priced");
        spans.at(0).ended("confirmed");
        spans.at(1)
                .ended("channel_closed")
                .failed("channel_closed")
                .has(Names.MESSAGE_REPLY_CODE, "404")
                .isKeptFor("lost");
        spans.at(2).ended("channel_closed").has(Names.MESSAGE_REPLY_CODE, "404");
        assertThat(scene.fates.outcomes()).containsExactly("CONFIRMED", "CHANNEL_CLOSED 404", "CHANNEL_CLOSED 404");
        assertThat(scene.metric("loupe_message_channel_exceptions_total", "reply_code=\"404\""))
                .isEqualTo(1);
    }

    @Test
    void channelOfTheSameNumber_countsFromOneAgain() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.channelFails(406).opens(1).confirms();
        talk.publishes(Sent.any());
        talk.acks(1, false);
        Spans spans = scene.spans("publish orders:order.priced", "publish orders:order.priced");
        spans.at(0).ended("channel_closed");
        spans.at(1).ended("confirmed");
        assertThat(scene.metric("loupe_message_channels")).isEqualTo(1);
    }

    @Test
    void channelsCount_eachForItself() {
        Talk talk = scene.connection().confirms().opens(2).confirms();
        talk.on(1).publishes(Sent.to("orders", "one"));
        talk.on(2).publishes(Sent.to("orders", "two"));
        talk.on(2).acks(1, false);
        scene.span("publish orders:two");
        talk.on(1).acks(1, false);
        scene.span("publish orders:one");
    }

    @Test
    void channelThatItsClientCloses_confirmsNothingMore() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.closesChannel();
        scene.span("publish orders:order.priced").ended("channel_closed");
    }

    @Test
    void connectionThatBreaks_leavesThePublishUnconfirmed() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.ends(Side.SERVER, false);
        scene.span("publish orders:order.priced")
                .ended("connection_closed")
                .failed("connection_closed")
                .isKeptFor("lost");
    }

    @Test
    void publishWithoutConfirm_endsAtOnce() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        scene.span("publish orders:order.priced").ended("sent").lasted(0).isOk();
        assertThat(scene.fates.outcomes()).containsExactly("pending");
        talk.closes();
        assertThat(scene.fates.outcomes()).containsExactly("SENT");
    }

    @Test
    void publishWithoutConfirmOnAConnectionThatBroke_isUnknown() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        Spans.One publish = scene.span("publish orders:order.priced").ended("sent");
        talk.waits(3).ends(Side.SERVER, false);
        scene.span("lost orders:order.priced")
                .isBelow(publish)
                .is(SpanKind.INTERNAL)
                .ended("unknown")
                .failed("unknown");
        assertThat(scene.fates.outcomes()).containsExactly("UNKNOWN");
    }

    @Test
    void answerToALaterQuestion_provesThatThePublishWasRead() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        talk.client(new ClientEvent.BasicGet(1, "inbox", false));
        talk.publishes(Sent.any());
        talk.server(new ServerEvent.BasicGetEmpty(1));
        assertThat(scene.fates.outcomes()).containsExactly("SENT", "pending");
        talk.ends(Side.CLIENT, false);
        assertThat(scene.fates.outcomes()).containsExactly("SENT", "UNKNOWN");
        scene.takesAll();
    }

    @Test
    void brokerThatIsNotHeldUp_hasReadWhatIsAMinuteOld() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        talk.server(new ServerEvent.ConnectionBlocked("low on memory")).waits(61_000);
        talk.publishes(Sent.any());
        assertThat(scene.fates.outcomes()).containsExactly("pending", "pending");
        talk.server(new ServerEvent.ConnectionUnblocked()).waits(61_000);
        talk.publishes(Sent.any());
        assertThat(scene.fates.outcomes()).containsExactly("SENT", "SENT", "pending");
        scene.takesAll();
    }

    @Test
    void connectionThatTheBrokerCloses_leavesPublishesWithoutConfirmUnknown() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        talk.server(new ServerEvent.ConnectionClose(320, 0, 0)).client(new ClientEvent.ConnectionCloseOk());
        talk.ends(Side.SERVER, true);
        assertThat(scene.fates.outcomes()).containsExactly("UNKNOWN");
        scene.takesAll();
    }

    @Test
    void morePublishesThanAreRemembered_areCounted() {
        Configured few = new Configured();
        few.most = 2;
        Scene small = new Scene(few.settings());
        Talk talk = small.connection().confirms();
        for (int i = 0; i < 3; i++) {
            talk.publishes(Sent.any());
        }
        assertThat(small.fates.outcomes()).containsExactly("pending", "pending", "FORGOTTEN");
        talk.acks(3, true);
        assertThat(small.fates.outcomes()).containsExactly("CONFIRMED", "CONFIRMED", "FORGOTTEN");
        talk.publishes(Sent.any());
        talk.acks(4, false);
        assertThat(small.fates.outcomes().get(3)).isEqualTo("CONFIRMED");
        assertThat(small.metric("loupe_message_overflow_total", "reason=\"unconfirmed\""))
                .isEqualTo(1);
        small.telemetry.close();
    }

    @Test
    void blindConnection_forgets() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.observer().blind(Blind.LOST);
        talk.ends(Side.CLIENT, false);
        scene.span("publish orders:order.priced").ended("forgotten").isOk();
        assertThat(scene.fates.outcomes()).containsExactly("FORGOTTEN");
        assertThat(scene.metric("loupe_observer_lost_total", "reason=\"lost\"")).isEqualTo(1);
        assertThat(scene.metric("loupe_message_connections")).isZero();
    }

    @Test
    void blockedConnection_showsOnThePublish() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any());
        talk.waits(4).server(new ServerEvent.ConnectionBlocked("low on memory"));
        talk.waits(99).server(new ServerEvent.ConnectionUnblocked()).waits(4).acks(1, false);
        Spans.One span = scene.span("publish orders:order.priced").took(Names.MESSAGE_BLOCKED_TIME, 100);
        assertThat(span.span().getEvents())
                .extracting(event -> event.getName() + " "
                        + (event.getEpochNanos() - span.span().getStartEpochNanos()))
                .containsExactly("connection.blocked 5000000", "connection.unblocked 105000000");
        assertThat(scene.metric("loupe_message_blocked_total")).isEqualTo(1);
    }

    @Test
    void committedPublish_lastsUntilTheCommit() {
        Talk talk = scene.connection().transacts();
        talk.publishes(Sent.any());
        talk.publishes(Sent.any());
        scene.noSpans();
        talk.commits();
        scene.spans("publish orders:order.priced", "publish orders:order.priced")
                .at(0)
                .ended("committed")
                .lasted(3)
                .isOk();
        talk.publishes(Sent.any());
        talk.rollsBack();
        scene.span("publish orders:order.priced").ended("rolled_back").isOk();
        talk.publishes(Sent.any());
        talk.closesChannel();
        scene.span("publish orders:order.priced").ended("channel_closed");
        assertThat(scene.fates.outcomes()).containsExactly("COMMITTED", "COMMITTED", "ROLLED_BACK", "CHANNEL_CLOSED");
    }

    @Test
    void secondPublishOfTheSameMessage_leadsToTheFirst() {
        Talk talk = scene.connection().confirms();
        scene.fates.publishedBefore = TraceParent.read(Sent.TRACEPARENT, "");
        talk.publishes(Sent.any().id("7c9e6679-7425-40de-944b-e07fc1f90ae7"));
        talk.acks(1, false);
        scene.span("publish orders:order.priced")
                .isLinkedTo(scene.fates.publishedBefore)
                .has(Names.MESSAGE_DUPLICATE_OF_TRACE, scene.fates.publishedBefore.getTraceId())
                .isKeptFor("duplicate");
    }
}
