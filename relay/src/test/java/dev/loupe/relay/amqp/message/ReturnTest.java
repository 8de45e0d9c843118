package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.message.BrokerSettings.Edits;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.telemetry.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which messages are made mandatory, and whose a return is. */
class ReturnTest {
    private static final String UUID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @RegisterExtension
    final Scene scene = new Scene();

    private Scene other;

    @AfterEach
    void close() {
        if (other != null) {
            other.telemetry.close();
        }
    }

    @Test
    void returnThatLoupeAskedFor_isSwallowedAndALoss() {
        Talk talk = scene.connection().confirms();
        MessageEdit edit = talk.publishes(Sent.any());
        assertThat(edit.mandatory()).isTrue();
        assertThat(talk.returns(Sent.any(), edit)).isTrue();
        talk.acks(1, false);
        scene.span("publish orders:order.priced")
                .ended("unroutable")
                .failed("unroutable")
                .has(Names.MESSAGE_REPLY_CODE, "312")
                .isKeptFor("lost")
                .lasted(1);
        assertThat(scene.fates.outcomes()).containsExactly("UNROUTABLE 312");
    }

    @Test
    void returnThatTheClientAskedFor_isItsOwn() {
        Talk talk = scene.connection().confirms();
        MessageEdit edit = talk.publishes(Sent.any().mandatory());
        assertThat(edit.mandatory()).isFalse();
        assertThat(edit.traceparent()).isNotEmpty();
        assertThat(talk.returns(Sent.any(), edit)).isFalse();
        talk.acks(1, false);
        scene.span("publish orders:order.priced").ended("returned").failed("returned");
        assertThat(scene.fates.outcomes()).containsExactly("RETURNED 312");
    }

    @Test
    void clientThatOnceAskedItself_looksAfterItself() {
        Talk talk = scene.connection().confirms();
        MessageEdit before = talk.publishes(Sent.to("orders", "before"));
        MessageEdit own = talk.publishes(Sent.to("orders", "own").mandatory());
        MessageEdit after = talk.publishes(Sent.to("orders", "after"));
        assertThat(before.mandatory()).isTrue();
        assertThat(after.mandatory()).isFalse();
        assertThat(talk.returns(Sent.to("orders", "before"), before)).isTrue();
        assertThat(talk.returns(Sent.to("orders", "own"), own)).isFalse();
        talk.acks(3, true);
        assertThat(scene.fates.outcomes()).containsExactly("UNROUTABLE 312", "RETURNED 312", "CONFIRMED");
        scene.takesAll();
    }

    @Test
    void messageWithItsOwnIdentity_isNotMadeMandatory() {
        Talk talk = scene.connection();
        Sent own = Sent.any().carrying(Sent.TRACEPARENT, "").id(UUID);
        assertThat(talk.publishes(own).mandatory()).isFalse();
        assertThat(talk.publishes(Sent.any().id(UUID)).mandatory())
                .as("the traceparent is Loupe's")
                .isTrue();
        assertThat(talk.publishes(Sent.any().carrying(Sent.TRACEPARENT, "")).mandatory())
                .as("the id is Loupe's")
                .isTrue();
        scene.takesAll();
    }

    @Test
    void copyOfAMessage_isNeverTakenForIt() {
        Talk talk = scene.connection();
        MessageEdit edit = talk.publishes(Sent.any());
        Sent copy = Sent.any()
                .carrying(edit.traceparent(), edit.tracestate())
                .id(edit.messageId())
                .mandatory();
        talk.publishes(copy);
        assertThat(talk.returns(copy, MessageEdit.NONE))
                .as("its publisher was given the message by the broker, so it was routed")
                .isFalse();
        scene.takesAll();
    }

    @Test
    void returnWithoutConfirm_isALossWithASpan() {
        Talk talk = scene.connection();
        MessageEdit first = talk.publishes(Sent.any());
        Spans.One publish = scene.span("publish orders:order.priced").ended("sent");
        MessageEdit second = talk.publishes(Sent.to("orders", "order.lost"));
        scene.span("publish orders:order.lost");
        assertThat(talk.returns(Sent.to("orders", "order.lost"), second)).isTrue();
        scene.span("lost orders:order.lost").ended("unroutable").failed("unroutable");
        assertThat(scene.fates.outcomes()).as("returns come in order").containsExactly("SENT", "UNROUTABLE 312");
        assertThat(first.traceparent()).contains(publish.context().getSpanId());
    }

    @Test
    void returnOfWhatIsNoLongerRemembered_isSwallowedOnAChannelWhoseClientNeverAsked() {
        Configured few = new Configured();
        few.most = 1;
        other = new Scene(few.settings());
        Talk talk = other.connection();
        MessageEdit first = talk.publishes(Sent.any());
        talk.publishes(Sent.any());
        assertThat(other.fates.outcomes()).containsExactly("FORGOTTEN", "pending");
        assertThat(talk.returns(Sent.any(), first)).isTrue();
        assertThat(other.metric("loupe_message_publishes_total", "outcome=\"unroutable\""))
                .isEqualTo(1);
        talk.publishes(Sent.any().mandatory());
        assertThat(talk.returns(Sent.any(), first)).isFalse();
    }

    @Test
    void returnThatNobodyAskedFor_isPassedOn() {
        Configured configured = new Configured();
        configured.edits = new Edits(true, true, false);
        other = new Scene(configured.settings());
        Talk talk = other.connection();
        MessageEdit edit = talk.publishes(Sent.any());
        assertThat(edit.mandatory()).isFalse();
        assertThat(talk.returns(Sent.any(), edit)).isFalse();
    }

    @Test
    void exchangeWhereNobodyNeedListen_isLeftAlone() {
        Talk talk = scene.connection().confirms();
        assertThat(talk.publishes(Sent.to("audit.log", "x")).mandatory()).isFalse();
        MessageEdit own = talk.publishes(Sent.to("audit.log", "x").mandatory());
        assertThat(talk.returns(Sent.to("audit.log", "x"), own)).isFalse();
        talk.acks(2, true);
        assertThat(scene.fates.outcomes()).containsExactly("CONFIRMED", "UNROUTABLE_INTENDED 312");
        Spans spans = scene.spans("publish audit.log:x", "publish audit.log:x");
        spans.at(1).ended("unroutable_intended").isOk();
    }

    @Test
    void returnsOfATransaction_comeAtItsCommit() {
        Talk talk = scene.connection().transacts();
        talk.publishes(Sent.any());
        MessageEdit lost = talk.publishes(Sent.to("orders", "order.lost"));
        assertThat(talk.returns(Sent.to("orders", "order.lost"), lost)).isTrue();
        talk.commits();
        assertThat(scene.fates.outcomes()).containsExactly("COMMITTED", "UNROUTABLE 312");
        scene.takesAll();
    }

    @Test
    void headerWithoutRoom_isChangedAsFarAsItGoes() {
        Talk talk = scene.connection();
        talk.room = -1;
        assertThat(talk.publishes(Sent.any())).isEqualTo(MessageEdit.NONE);
        talk.room = 50;
        MessageEdit id = talk.publishes(Sent.any());
        assertThat(id.traceparent() + id.tracestate()).isEmpty();
        assertThat(id.messageId()).hasSize(36);
        assertThat(id.mandatory()).isTrue();
        talk.room = 85;
        MessageEdit context = talk.publishes(Sent.any());
        assertThat(context.traceparent()).hasSize(55);
        assertThat(context.messageId() + context.tracestate()).isEmpty();
        talk.room = Talk.ROOM;
        MessageEdit all = talk.publishes(Sent.any());
        assertThat(all.messageId()).isNotEqualTo(id.messageId()).hasSize(36);
        assertThat(all.tracestate()).startsWith("loupe=");
        scene.takesAll();
    }

    @Test
    void editsThatAreSwitchedOff_areNotMade() {
        Configured configured = new Configured();
        configured.edits = new Edits(false, false, true);
        other = new Scene(configured.settings());
        assertThat(other.connection().publishes(Sent.any())).isEqualTo(MessageEdit.NONE);
    }
}
