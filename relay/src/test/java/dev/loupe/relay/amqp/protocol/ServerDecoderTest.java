package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.body;
import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.deliver;
import static dev.loupe.relay.amqp.protocol.Wire.element;
import static dev.loupe.relay.amqp.protocol.Wire.field;
import static dev.loupe.relay.amqp.protocol.Wire.header;
import static dev.loupe.relay.amqp.protocol.Wire.heartbeat;
import static dev.loupe.relay.amqp.protocol.Wire.int16;
import static dev.loupe.relay.amqp.protocol.Wire.int32;
import static dev.loupe.relay.amqp.protocol.Wire.int64;
import static dev.loupe.relay.amqp.protocol.Wire.longString;
import static dev.loupe.relay.amqp.protocol.Wire.method;
import static dev.loupe.relay.amqp.protocol.Wire.octets;
import static dev.loupe.relay.amqp.protocol.Wire.shortString;
import static dev.loupe.relay.amqp.protocol.Wire.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerDecoderTest {
    private static final int HEADERS = 1 << 13;

    @Test
    void messages_areToldWithTheirHeaders() {
        String header = "header=" + new ContentHeader(1, MessageProperties.NONE);
        Conversation.open()
                .server(deliver(1, "tag", 7, "orders", "order.1"), header(1, 1, 0), body(1, "a"))
                .server(
                        method(1, 60, 71, int64(8), octets(1), shortString("orders"), shortString("order.2"), int32(5)),
                        header(1, 1, 0),
                        body(1, "b"))
                .server(
                        method(
                                1,
                                60,
                                50,
                                int16(312),
                                shortString("NO_ROUTE"),
                                shortString("orders"),
                                shortString("order.3")),
                        header(1, 1, 0),
                        body(1, "c"))
                .says(
                        "< BasicDeliver[channel=1, consumerTag=tag, deliveryTag=7, redelivered=false, exchange=orders,"
                                + " routingKey=order.1, " + header + "]",
                        "< body of 1: 1",
                        "< BasicGetOk[channel=1, deliveryTag=8, redelivered=true, exchange=orders,"
                                + " routingKey=order.2, messageCount=5, " + header + "]",
                        "< body of 1: 1",
                        "< BasicReturn[channel=1, replyCode=312, exchange=orders, routingKey=order.3, " + header + "]",
                        "< body of 1: 1");
    }

    @Test
    void everyMethod_isRead() {
        byte[] closing = bytes(int16(404), shortString("NOT_FOUND - no queue 'secret'"), int16(60), int16(40));
        Conversation.open()
                .server(
                        method(0, 10, 41, shortString("")),
                        method(0, 10, 60, shortString("low on memory " + "x".repeat(80))),
                        method(0, 10, 61),
                        method(0, 10, 71),
                        method(0, 10, 50, closing),
                        method(0, 10, 51))
                .says(
                        "< ConnectionOpenOk[]",
                        "< ConnectionBlocked[reason=low on memory " + "x".repeat(50) + "]",
                        "< ConnectionUnblocked[]",
                        "< OtherMethod[channel=0, classId=10, methodId=71]",
                        "< ConnectionClose[replyCode=404, classId=60, methodId=40]",
                        "< ConnectionCloseOk[]")
                .server(
                        method(1, 20, 11, longString("")),
                        method(1, 50, 11, shortString("q"), int32(3), int32(2)),
                        method(1, 60, 21, shortString("tag")),
                        method(1, 60, 30, shortString("tag"), octets(1)),
                        method(1, 60, 31, shortString("tag")),
                        method(1, 60, 72, shortString("")),
                        method(1, 60, 80, int64(9), octets(1)),
                        method(1, 60, 120, int64(10), octets(0)),
                        method(1, 60, 111),
                        method(1, 85, 11),
                        method(1, 90, 11),
                        method(1, 90, 21),
                        method(1, 90, 31),
                        method(1, 40, 31),
                        method(1, 20, 40, closing),
                        method(1, 20, 41))
                .says(
                        "< ChannelOpenOk[channel=1]",
                        "< QueueDeclareOk[channel=1, queue=q, messageCount=3, consumerCount=2]",
                        "< BasicConsumeOk[channel=1, consumerTag=tag]",
                        "< BasicCancel[channel=1, consumerTag=tag]",
                        "< BasicCancelOk[channel=1, consumerTag=tag]",
                        "< BasicGetEmpty[channel=1]",
                        "< BasicAck[channel=1, deliveryTag=9, multiple=true]",
                        "< BasicNack[channel=1, deliveryTag=10, multiple=false]",
                        "< BasicRecoverOk[channel=1]",
                        "< ConfirmSelectOk[channel=1]",
                        "< TxSelectOk[channel=1]",
                        "< TxCommitOk[channel=1]",
                        "< TxRollbackOk[channel=1]",
                        "< OtherMethod[channel=1, classId=40, methodId=31]",
                        "< ChannelClose[channel=1, replyCode=404, classId=60, methodId=40]",
                        "< ChannelCloseOk[channel=1]");
    }

    @Test
    void start_tellsProductAndVersion() {
        byte[] properties = table(
                field("capabilities", 'F', table(field("version", "9.9.9"))),
                field("product", "RabbitMQ"),
                field("version", "3.10.8"));
        new Conversation(DecoderSettings.defaults())
                .server(method(0, 10, 10, octets(0, 9), properties, longString("PLAIN"), longString("en_US")))
                .says("< ConnectionStart[product=RabbitMQ, version=3.10.8]");
    }

    @Test
    void wayOfTheMessage_isRead() {
        byte[] first = death("status", "rejected", 3, "orders", "order.1");
        byte[] second = death("retry", "expired", 1, "", "status");
        ContentHeader header = headerOf(
                Set.of(),
                table(
                        field("x-death", 'A', table(element('F', first), element('V'), element('F', second))),
                        field("x-delivery-count", 'l', int64(4)),
                        field("timestamp_in_ms", 'l', int64(1_700_000_000_123L)),
                        field("traceparent", "00-a-b-01"),
                        field("tracestate", "loupe=x")));

        assertThat(header.whole()).isTrue();
        assertThat(header.properties().headers())
                .isEqualTo(new MessageHeaders(
                        true,
                        "00-a-b-01",
                        "loupe=x",
                        List.of(
                                new MessageHeaders.Death("status", "rejected", 3, 1_700_000_000, "orders", "order.1"),
                                new MessageHeaders.Death("retry", "expired", 1, 1_700_000_000, "", "status")),
                        4,
                        1_700_000_000_123L,
                        Map.of()));
    }

    @Test
    void deaths_areSixteenAtMost() {
        byte[][] deaths = new byte[40][];
        for (int i = 0; i < deaths.length; i++) {
            deaths[i] = element('F', death("q" + i, "expired", 1, "", ""));
        }

        assertThat(headerOf(Set.of(), table(field("x-death", 'A', table(deaths))))
                        .properties()
                        .headers()
                        .deaths())
                .hasSize(16)
                .element(15)
                .extracting(MessageHeaders.Death::queue)
                .isEqualTo("q15");
    }

    @Test
    void wantedHeaders_areTextsNumbersAndBooleans() {
        ContentHeader header = headerOf(
                Set.of("t", "b", "B", "s", "u", "I", "i", "l", "f", "d", "D", "S", "A", "T", "F", "V", "x", "none"),
                table(MessageEditorTest.everyType()));

        assertThat(header.whole()).isTrue();
        assertThat(header.properties().headers().wanted())
                .isEqualTo(Map.ofEntries(
                        Map.entry("t", "true"),
                        Map.entry("b", "-1"),
                        Map.entry("B", "255"),
                        Map.entry("s", "-2"),
                        Map.entry("u", "2"),
                        Map.entry("I", "-3"),
                        Map.entry("i", "3"),
                        Map.entry("l", "-4"),
                        Map.entry("f", "1.5"),
                        Map.entry("d", "2.5"),
                        Map.entry("D", "3.14"),
                        Map.entry("S", "text"),
                        Map.entry("T", "1700000000")));
    }

    @Test
    void traceparentThatIsNoText_isThereButSaysNothing() {
        MessageHeaders headers = headerOf(Set.of(), table(field("traceparent", 'I', int32(1)), field("x", "y")))
                .properties()
                .headers();

        assertThat(headers.hasTraceparent()).isTrue();
        assertThat(headers.traceparent()).isEmpty();
    }

    @Test
    void ofSeveralTraceparents_theLastCounts() {
        assertThat(headerOf(Set.of(), table(field("traceparent", "00-a"), field("traceparent", "00-b")))
                        .properties()
                        .headers()
                        .traceparent())
                .isEqualTo("00-b");
    }

    @Test
    void fieldOfUnknownType_endsWhatIsRead() {
        ContentHeader header =
                headerOf(Set.of("a", "b"), table(field("a", "1"), field("odd", '?', int32(1)), field("b", "2")));

        assertThat(header.whole()).isFalse();
        assertThat(header.properties().headers().wanted()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void tablesNestedAsDeepAsAFrameCanHold_arePassedOver() {
        byte[] deep = table();
        while (deep.length < 100_000) {
            deep = table(field("", 'F', deep));
            if (deep.length < 50_000) {
                deep = table(field("", 'A', deep), field("", 'V'));
            }
            if (deep.length > 2_000) {
                deep = table(field("x".repeat(255), 'F', deep));
            }
        }
        ContentHeader header = headerOf(Set.of("a"), table(field("deep", 'F', deep), field("a", "1")));

        assertThat(header.whole()).isTrue();
        assertThat(header.properties().headers().wanted()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void xDeathThatIsNotAsItShouldBe_isReadAsFarAsItGoes() {
        for (byte[] odd : new byte[][] {
            field("x-death", "text"),
            field("x-death", 'A', table(octets('F'), int32(99))),
            field("x-death", 'A', table(element('F', table(octets(200))))),
            field("x-death", 'A', table(element('F', table(field("queue", 'I', int32(1))))))
        }) {
            assertThat(headerOf(Set.of(), table(odd)).whole()).isTrue();
        }
    }

    @Test
    void otherProtocol_isNamed() {
        new Conversation(DecoderSettings.defaults())
                .server(bytes(Wire.text("AMQP"), octets(0, 0, 9, 1)))
                .says("< ProtocolHeader[protocol=AMQP_0_9_1]");
        new Conversation(DecoderSettings.defaults())
                .server(bytes(Wire.text("AMQP"), octets(3, 1, 0, 0)), heartbeat())
                .says("< ProtocolHeader[protocol=AMQP_1_0]", "< Lost[why=OTHER_PROTOCOL]");
        new Conversation(DecoderSettings.defaults())
                .server(Wire.text("HTTP/1.1 400"))
                .says("< Lost[why=OTHER_PROTOCOL]");
    }

    @Test
    void whatOnlyAClientSays_losesTrack() {
        Conversation.open().server(Wire.publish(1, "", "q")).says("< Lost[why=UNKNOWN_METHOD]");
        Conversation.open().server(method(1, 60, 90, int64(1), octets(0))).says("< Lost[why=UNKNOWN_METHOD]");
    }

    @Test
    void headersThatGrewInTheBroker_mayPassTheAgreedSize() {
        Conversation.open()
                .server(
                        deliver(1, "t", 1, "", "q"),
                        header(1, 0, HEADERS, table(field("a", "x".repeat(140_000)))),
                        heartbeat())
                .says(
                        "< BasicDeliver[channel=1, consumerTag=t, deliveryTag=1, redelivered=false, exchange=,"
                                + " routingKey=q, header="
                                + new ContentHeader(0, MessageProperties.NONE, false) + "]",
                        "< Heartbeat[]");
    }

    private static byte[] death(String queue, String reason, long count, String exchange, String routingKey) {
        return table(
                field("count", 'l', int64(count)),
                field("reason", reason),
                field("queue", queue),
                field("time", 'T', int64(1_700_000_000)),
                field("exchange", exchange),
                field(
                        "routing-keys",
                        'A',
                        table(element('S', longString(routingKey)), element('S', longString("cc")))));
    }

    private static ContentHeader headerOf(Set<String> wanted, byte[] table) {
        ServerDecoder decoder = new ServerDecoder(new DecoderSettings(wanted, 0, 1 << 20, 10));
        ContentHeader[] told = new ContentHeader[1];
        byte[] all = bytes(Wire.tune(0), deliver(1, "t", 1, "", "q"), header(1, 0, HEADERS, table));
        decoder.feed(Unpooled.wrappedBuffer(all), new Nobody<>() {
            @Override
            public void content(ServerEvent event, int methodFrom, int headerFrom, int to) {
                told[0] = ((ServerEvent.BasicDeliver) event).header();
            }
        });
        return told[0];
    }
}
