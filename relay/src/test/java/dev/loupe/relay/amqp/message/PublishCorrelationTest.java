package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which request a publish belongs to, and what its message carries on. */
class PublishCorrelationTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void onlyRequestInFlight_isTheReason() {
        InFlight request = scene.receives();
        MessageEdit edit = scene.connection().publishes(Sent.any());
        scene.answers(request);
        Spans.One span = scene.span("publish orders:order.priced").isOf("sole").isBelow(request);
        assertThat(edit.traceparent())
                .isEqualTo("00-" + span.context().getTraceId() + "-"
                        + span.context().getSpanId() + "-01");
        long millis = (Scene.BEGIN_EPOCH + scene.nanos.get()) / 1_000_000;
        assertThat(edit.tracestate()).isEqualTo("loupe=" + Long.toString(millis, 36));
        Spans.One told = new Spans.One(span.span());
        assertThat(scene.fates.published.get(0).message.publisher()).isEqualTo(told.context());
    }

    @Test
    void keyInAHeader_findsItsRequest() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        scene.connection().publishes(Sent.any().header("x-order-id", "17").body("{\"order\":\"16\"}"));
        scene.answers(request);
        scene.span("publish orders:order.priced").isOf("key").isBelow(request).has(Names.JOURNEY, scene.order("17"));
    }

    @Test
    void keyInTheBody_findsItsRequest() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        scene.connection().publishes(Sent.any().body("{\"status\":\"priced\",\"order\":\"17\"}"));
        scene.answers(request);
        scene.span("publish orders:order.priced").isOf("key").isBelow(request);
        assertThat(scene.fates.published.get(0).message.keys())
                .containsExactly(new BusinessKey("order", scene.order("17")));
    }

    @Test
    void keyThatComesLateInABody_isLearnedThoughItsPlaceIsTaken() {
        InFlight request = scene.receives("17");
        InFlight other = scene.receives("16");
        Talk talk = scene.connection().confirms();
        talk.atHand = 100;
        talk.publishes(Sent.any().body("{\"text\":\"" + "x".repeat(5_000) + "\",\"order\":17}"));
        talk.acks(1, false);
        scene.span("publish orders:order.priced")
                .isOf("ambiguous")
                .isLinkedTo(request.span(), other.span())
                .has(Names.CORRELATION_CANDIDATES, 2L)
                .has(Names.JOURNEY, scene.order("17"));
        assertThat(scene.fates.published.get(0).about).containsExactly(new BusinessKey("order", scene.order("17")));
    }

    @Test
    void publishWithoutConfirm_endsWhenItsBodyHasBeenRead() {
        Talk talk = scene.connection();
        talk.atHand = 100;
        talk.publishes(Sent.any().body("{\"text\":\"" + "x".repeat(5_000) + "\",\"order\":17}"));
        scene.span("publish orders:order.priced").ended("sent").has(Names.JOURNEY, scene.order("17"));
    }

    @Test
    void parameterOfARoutingKey_isAKeyIfItsKindIsDeclared() {
        InFlight other = scene.receives("16");
        InFlight request = scene.receives("4711");
        Talk talk = scene.connection();
        talk.publishes(Sent.to("orders", "order.4711.status"));
        scene.answers(request);
        scene.span("publish orders:order.{order}.status")
                .isOf("key")
                .isBelow(request)
                .has(Names.MESSAGING_DESTINATION_TEMPLATE, "orders:order.{order}.status")
                .has(Names.RABBITMQ_ROUTING_KEY, "order.{order}.status")
                .has(Names.JOURNEY, scene.order("4711"));
        scene.answers(other);
        talk.publishes(Sent.to("orders", "region.north.news"));
        scene.span("publish orders:region.{region}.news").isOf("none");
    }

    @Test
    void severalRequests_areLinked() {
        InFlight one = scene.receives();
        InFlight other = scene.receives();
        scene.connection().publishes(Sent.any());
        scene.span("publish orders:order.priced")
                .isOf("ambiguous")
                .isARoot()
                .isLinkedTo(one.span(), other.span())
                .has(Names.CORRELATION_CANDIDATES, 2L);
    }

    @Test
    void destinationSeenWhileNothingWasInFlight_isNobodysForSure() {
        Talk talk = scene.connection();
        talk.publishes(Sent.any());
        InFlight request = scene.receives();
        talk.publishes(Sent.any());
        Spans spans = scene.spans("publish orders:order.priced", "publish orders:order.priced");
        spans.at(0).isOf("none").isARoot();
        spans.at(1).isOf("ambiguous").isLinkedTo(request.span());
        assertThat(scene.metric("loupe_correlation_operations_total", "evidence=\"none\""))
                .isEqualTo(1);
    }

    @Test
    void pathWithBackgroundWork_isNeverTheSoleRequests() {
        Configured configured = new Configured();
        configured.background = true;
        Scene other = new Scene(configured.settings());
        InFlight request = other.receives();
        other.connection().publishes(Sent.any());
        other.span("publish orders:order.priced").isOf("ambiguous").isLinkedTo(request.span());
        other.telemetry.close();
    }

    @Test
    void messageWithAContext_continuesIt() {
        scene.receives();
        scene.receives();
        MessageEdit edit = scene.connection().publishes(Sent.any().carrying(Sent.TRACEPARENT, "a=1,loupe=x,b=2"));
        scene.span("publish orders:order.priced").isOf("explicit").isBelow(Sent.TRACE, Sent.SPAN);
        assertThat(edit.traceparent()).isEmpty();
        assertThat(edit.tracestate()).matches("loupe=[0-9a-z]+,a=1,b=2");
        SpanContext publisher = scene.fates.published.get(0).message.publisher();
        assertThat(publisher.getSpanId()).as("the message goes on with its own").isEqualTo(Sent.SPAN);
    }

    @Test
    void contextThatIsNone_isLeftAlone() {
        Talk talk = scene.connection();
        for (String written : List.of(
                "nonsense",
                Sent.TRACEPARENT.replace('-', '_'),
                "ff" + Sent.TRACEPARENT.substring(2),
                Sent.TRACEPARENT + "-more",
                "00-" + "0".repeat(32) + "-" + Sent.SPAN + "-01",
                Sent.TRACEPARENT.toUpperCase(java.util.Locale.ROOT))) {
            MessageEdit edit = talk.publishes(Sent.any().carrying(written, "a=1"));
            assertThat(edit.traceparent() + edit.tracestate()).as(written).isEmpty();
        }
        assertThat(scene.takesAll()).hasSize(6).allMatch(span -> !span.getParentSpanContext()
                .isValid());
    }

    @Test
    void requestThatLeavesNoSpan_takesItsPublishesWithIt() {
        InFlight untold = scene.requests.begin(SpanContext.getInvalid());
        MessageEdit edit = scene.connection().publishes(Sent.any());
        untold.answered(false);
        scene.noSpans();
        assertThat(edit.traceparent()).isEmpty();
        assertThat(edit.messageId()).isNotEmpty();
    }

    @Test
    void excludedDestination_isCountedAndLeftAlone() {
        Talk talk = scene.connection().confirms();
        assertThat(talk.publishes(Sent.to("health", "ping"))).isEqualTo(MessageEdit.NONE);
        talk.acks(1, false);
        scene.noSpans();
        assertThat(scene.fates.outcomes()).containsExactly("CONFIRMED");
        assertThat(scene.metric("loupe_excluded_requests_total", "destination=\"health:ping\""))
                .isEqualTo(1);
    }

    @Test
    void journeys_areToldOfThePublish() {
        Talk talk = scene.connection().confirms();
        talk.publishes(Sent.any().header("x-order-id", "17"));
        assertThat(scene.began).hasSize(1);
        assertThat(scene.happened).isEmpty();
        talk.acks(1, false);
        talk.publishes(Sent.any().header("x-order-id", "18"));
        talk.nacks(2, false);
        assertThat(scene.happened)
                .extracting(Happening::direction, Happening::peer, Happening::method, Happening::route)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        Happening.MQ, "rabbitmq", RequestRule.PUBLISH, "orders:order.priced"));
        assertThat(scene.happened).extracting(Happening::status).containsExactly(200, 500);
        assertThat(scene.happened.get(0).keys()).containsExactly(new BusinessKey("order", scene.order("17")));
        scene.takesAll();
    }
}
