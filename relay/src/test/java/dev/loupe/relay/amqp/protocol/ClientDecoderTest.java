package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.body;
import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.field;
import static dev.loupe.relay.amqp.protocol.Wire.frame;
import static dev.loupe.relay.amqp.protocol.Wire.header;
import static dev.loupe.relay.amqp.protocol.Wire.heartbeat;
import static dev.loupe.relay.amqp.protocol.Wire.int16;
import static dev.loupe.relay.amqp.protocol.Wire.int32;
import static dev.loupe.relay.amqp.protocol.Wire.int64;
import static dev.loupe.relay.amqp.protocol.Wire.longString;
import static dev.loupe.relay.amqp.protocol.Wire.method;
import static dev.loupe.relay.amqp.protocol.Wire.octets;
import static dev.loupe.relay.amqp.protocol.Wire.publish;
import static dev.loupe.relay.amqp.protocol.Wire.shortString;
import static dev.loupe.relay.amqp.protocol.Wire.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ClientDecoderTest {
    private static final int DELIVERY_MODE = 1 << 12;

    @Test
    void publishWithBody_isToldOnce() {
        Conversation.open()
                .client(publish(1, "orders", "order.1"), header(1, 5, 0), body(1, "hel"), body(1, "lo"))
                .says(published(1, "orders", "order.1", 5), "> body of 1: 5");
    }

    @Test
    void emptyBody_hasNoPart() {
        Conversation.open()
                .client(publish(1, "", "q"), header(1, 0, 0), publish(1, "", "r"), header(1, 0, 0))
                .says(published(1, "", "q", 0), published(1, "", "r", 0));
    }

    @Test
    void bodyFramesOfNothing_areTakenAsTheyAre() {
        Conversation.open()
                .client(publish(1, "", "q"), header(1, 2, 0), body(1, ""), body(1, "a"), body(1, ""), body(1, "b"))
                .says(published(1, "", "q", 2), "> body of 1: 2");
    }

    @Test
    void method_isLeftUntilItsHeaderIsThere() {
        ClientDecoder decoder = opened();
        byte[] publish = publish(1, "", "q");
        byte[] both = bytes(publish, header(1, 0, 0));

        for (int length = 1; length < both.length; length++) {
            assertThat(decoder.feed(Unpooled.wrappedBuffer(both, 0, length), new Nobody<>()))
                    .isZero();
        }
        assertThat(decoder.feed(Unpooled.wrappedBuffer(both), new Nobody<>())).isEqualTo(both.length);
    }

    @Test
    void body_isTakenInWhateverPartsItComes() {
        ClientDecoder decoder = opened();
        byte[] message = bytes(publish(1, "", "q"), header(1, 6, 0), body(1, "abc"));

        assertThat(decoder.feed(Unpooled.wrappedBuffer(message, 0, message.length - 3), new Nobody<>()))
                .isEqualTo(message.length - 3);
    }

    @Test
    void peek_waitsForTheBeginningOfTheBody() {
        DecoderSettings settings = new DecoderSettings(java.util.Set.of(), 4, 4096, 10);
        ClientDecoder decoder = opened(settings);
        byte[] head = bytes(publish(1, "", "q"), header(1, 9, 0));
        byte[] first = bytes(head, body(1, "abcdef"));

        assertThat(decoder.feed(Unpooled.wrappedBuffer(head), new Nobody<>())).isZero();
        assertThat(decoder.feed(Unpooled.wrappedBuffer(first, 0, head.length + 7 + 3), new Nobody<>()))
                .isZero();
        assertThat(decoder.feed(Unpooled.wrappedBuffer(first, 0, head.length + 7 + 4), new Nobody<>()))
                .isEqualTo(head.length + 7 + 4);
    }

    @Test
    void peek_waitsForNoMoreThanTheFirstFrame_andForNothingIfAnotherFollows() {
        DecoderSettings settings = new DecoderSettings(java.util.Set.of(), 100, 4096, 10);
        Conversation.open(settings)
                .client(publish(1, "", "q"), header(1, 9, 0), body(1, "abc"))
                .says(published(1, "", "q", 9))
                .client(publish(2, "", "r"), header(2, 9, 0), heartbeat())
                .says(published(2, "", "r", 9), "> Heartbeat[]")
                .client(publish(3, "", "s"), header(3, 0, 0))
                .says(published(3, "", "s", 0));
    }

    @Test
    void channelsBetweenEachOther_areToldApart() {
        Conversation.open()
                .client(publish(1, "", "a"), publish(2, "", "b"), header(2, 2, 0), heartbeat(), header(1, 1, 0))
                .client(body(2, "x"), publish(3, "", "c"), header(3, 1, 0), body(1, "y"), body(3, "z"), body(2, "x"))
                .client(publish(1, "", "a"), header(1, 0, 0))
                .says(
                        published(2, "", "b", 2),
                        "> Heartbeat[]",
                        published(1, "", "a", 1).replace("> ", "> (apart) "),
                        published(3, "", "c", 1),
                        "> body of 1: 1",
                        "> body of 3: 1",
                        "> body of 2: 2",
                        published(1, "", "a", 0));
    }

    @Test
    void methodsOnOtherChannels_comeBetween() {
        Conversation.open()
                .client(publish(1, "", "a"), header(1, 2, 0), body(1, "x"))
                .client(method(2, 60, 80, int64(7), octets(1)), body(1, "y"))
                .says(
                        published(1, "", "a", 2),
                        "> BasicAck[channel=2, deliveryTag=7, multiple=true]",
                        "> body of 1: 2");
    }

    @Test
    void channelThatIsClosed_hasNothingUnderWay() {
        byte[] close = method(1, 20, 40, int16(200), shortString("bye"), int16(0), int16(0));
        Conversation.open()
                .client(publish(1, "", "a"), header(1, 2, 0), body(1, "x"), method(1, 20, 41))
                .client(method(1, 20, 10, shortString("")), publish(1, "", "b"), close, body(1, "y"))
                .says(
                        published(1, "", "a", 2),
                        "> ChannelCloseOk[channel=1]",
                        "> ChannelOpen[channel=1]",
                        "> ChannelClose[channel=1, replyCode=200]",
                        "> Lost[why=UNEXPECTED_FRAME]");
    }

    @Test
    void everyMethod_isRead() {
        Conversation.open()
                .client(
                        method(0, 10, 11, table(field("product", "x")), shortString("PLAIN"), longString("secret")),
                        method(0, 10, 40, shortString("/shop"), octets(0), octets(0)),
                        method(0, 10, 70, longString("secret"), shortString("renewed")))
                .says(
                        "> StartOk[mechanism=PLAIN]",
                        "> ConnectionOpen[virtualHost=/shop]",
                        "> OtherMethod[channel=0, classId=10, methodId=70]")
                .client(
                        method(1, 50, 10, int16(0), shortString("q"), octets(17), deadLetters("dlx")),
                        method(1, 50, 10, int16(0), shortString(""), octets(0), table()),
                        method(1, 50, 10, int16(0), shortString("r"), octets(0), deadLetters("")),
                        method(1, 50, 30, int16(0), shortString("q"), octets(1)),
                        method(1, 50, 40, int16(0), shortString("q"), octets(4)))
                .says(
                        "> QueueDeclare[channel=1, queue=q, passive=true, noWait=true, deadLetters=true,"
                                + " deadLetterExchange=dlx]",
                        "> QueueDeclare[channel=1, queue=, passive=false, noWait=false, deadLetters=false,"
                                + " deadLetterExchange=]",
                        "> QueueDeclare[channel=1, queue=r, passive=false, noWait=false, deadLetters=true,"
                                + " deadLetterExchange=]",
                        "> QueuePurge[channel=1, queue=q, noWait=true]",
                        "> QueueDelete[channel=1, queue=q, noWait=true]")
                .client(
                        method(1, 60, 10, int32(0), int16(100), octets(1)),
                        method(1, 60, 20, int16(0), shortString("q"), shortString("tag"), octets(2 + 8), table()),
                        method(1, 60, 30, shortString("tag"), octets(1)),
                        method(1, 60, 31, shortString("tag")),
                        method(1, 60, 70, int16(0), shortString("q"), octets(1)),
                        method(1, 60, 90, int64(-1), octets(1)),
                        method(1, 60, 120, int64(2), octets(2)),
                        method(1, 60, 100, octets(1)),
                        method(1, 60, 110, octets(0)))
                .says(
                        "> BasicQos[channel=1, prefetchCount=100, global=true]",
                        "> BasicConsume[channel=1, queue=q, consumerTag=tag, noAck=true, noWait=true]",
                        "> BasicCancel[channel=1, consumerTag=tag, noWait=true]",
                        "> OtherMethod[channel=1, classId=60, methodId=31]",
                        "> BasicGet[channel=1, queue=q, noAck=true]",
                        "> BasicReject[channel=1, deliveryTag=-1, requeue=true]",
                        "> BasicNack[channel=1, deliveryTag=2, multiple=false, requeue=true]",
                        "> BasicRecover[channel=1, requeue=true, async=true]",
                        "> BasicRecover[channel=1, requeue=false, async=false]")
                .client(
                        method(1, 85, 10, octets(0)),
                        method(1, 90, 10),
                        method(1, 90, 20),
                        method(1, 90, 30),
                        method(1, 40, 30, octets(1, 2, 3)),
                        method(0, 10, 50, int16(200), shortString("bye"), int16(0), int16(0)),
                        method(0, 10, 51))
                .says(
                        "> ConfirmSelect[channel=1, noWait=false]",
                        "> TxSelect[channel=1]",
                        "> TxCommit[channel=1]",
                        "> TxRollback[channel=1]",
                        "> OtherMethod[channel=1, classId=40, methodId=30]",
                        "> ConnectionClose[replyCode=200]",
                        "> ConnectionCloseOk[]");
    }

    @Test
    void publishBits_areReadApart() {
        Conversation.open()
                .client(publish(1, "", "a", 1), header(1, 0, 0), publish(1, "", "a", 2), header(1, 0, 0))
                .says(
                        published(1, "", "a", 0).replace("mandatory=false", "mandatory=true"),
                        published(1, "", "a", 0).replace("immediate=false", "immediate=true"));
    }

    @Test
    void frameMax_isWhatTheClientAgreedTo() {
        ClientDecoder decoder = new ClientDecoder(DecoderSettings.defaults());
        decoder.feed(Unpooled.wrappedBuffer(Wire.protocolHeader()), new Nobody<>());
        assertThat(decoder.frameMax()).isEqualTo(Integer.MAX_VALUE);
        decoder.feed(Unpooled.wrappedBuffer(Wire.tuneOk(8192)), new Nobody<>());
        assertThat(decoder.frameMax()).isEqualTo(8192);
        decoder.feed(Unpooled.wrappedBuffer(Wire.tuneOk(0)), new Nobody<>());
        assertThat(decoder.frameMax()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void headerTooLargeToBeWaitedFor_saysOnlyHowLargeItsBodyIs() {
        byte[] large = header(1, 2, 1 << 13, table(field("a", "x".repeat(5_000))));
        Conversation.open(new DecoderSettings(java.util.Set.of(), 0, 4096, 10))
                .client(publish(1, "", "a"), large, body(1, "ab"), heartbeat())
                .says(published(1, "", "a", 2).replace("whole=true", "whole=false"), "> body of 1: 2", "> Heartbeat[]");
    }

    @Test
    void methodTooLargeToBeWaitedFor_isReadUpToItsTable() {
        byte[] consume = method(
                1,
                60,
                20,
                int16(0),
                shortString("q"),
                shortString("tag"),
                octets(2),
                table(field("a", "x".repeat(5_000))));
        Conversation.open(new DecoderSettings(java.util.Set.of(), 0, 1024, 10))
                .client(consume, heartbeat())
                .says("> BasicConsume[channel=1, queue=q, consumerTag=tag, noAck=true, noWait=false]", "> Heartbeat[]");
    }

    @Test
    void headerOfExactlyFrameMax_isReadWhole() {
        int around = header(1, 0, 1 << 13, table(field("a", ""))).length;
        byte[] exactly = header(1, 0, 1 << 13, table(field("a", "x".repeat(131_072 - around))));
        assertThat(exactly).hasSize(131_072);

        Conversation.open()
                .client(publish(1, "", "a"), exactly)
                .says(published(1, "", "a", 0).replace("flags=0", "flags=8192"));
    }

    @Test
    void propertiesThatAreNotUnderstood_areToldAsFarAsTheyWereRead() {
        byte[] cut = header(1, 0, DELIVERY_MODE | 1 << 7, octets(2), octets(9), octets('i', 'd'));
        byte[] continued = header(1, 0, DELIVERY_MODE | 1, int16(0), octets(2));
        Conversation.open()
                .client(publish(1, "", "a"), cut, publish(1, "", "a"), continued)
                .says(
                        published(1, "", "a", 0)
                                .replace("flags=0", "flags=4224")
                                .replace("deliveryMode=0", "deliveryMode=2")
                                .replace("whole=true", "whole=false"),
                        published(1, "", "a", 0)
                                .replace("flags=0", "flags=4097")
                                .replace("deliveryMode=0", "deliveryMode=2")
                                .replace("whole=true", "whole=false"));
    }

    @Test
    void tooManyChannelsWithContentUnderWay_loseTrack() {
        Conversation conversation = Conversation.open(new DecoderSettings(java.util.Set.of(), 0, 4096, 3));
        for (int channel = 1; channel < 4; channel++) {
            conversation
                    .client(publish(channel, "", "a"), header(channel, 9, 0))
                    .says(published(channel, "", "a", 9));
        }
        conversation.client(publish(4, "", "a"), header(4, 9, 0)).says("> Lost[why=CHANNELS]");
    }

    @Test
    void channelsThatHadContent_doNotCount() {
        Conversation conversation = Conversation.open(new DecoderSettings(java.util.Set.of(), 0, 4096, 3));
        conversation.client(publish(9, "", "a"), header(9, 9, 0)).says(published(9, "", "a", 9));
        for (int channel = 10; channel < 20; channel++) {
            conversation
                    .client(publish(channel, "", "a"), header(channel, 1, 0), body(channel, "b"))
                    .says(published(channel, "", "a", 1), "> body of " + channel + ": 1");
        }
        conversation.client(body(9, "123456789")).says("> body of 9: 9");
    }

    @Test
    void whatCannotBe_losesTrack() {
        loses("FRAME_TYPE", frame(4, 1));
        loses("FRAME_TYPE", frame(0, 0));
        loses("FRAME_SIZE", bytes(octets(1), int16(1), int32(131_073)));
        loses("FRAME_SIZE", bytes(octets(3), int16(1), int32(-1)));
        loses("FRAME_SIZE", frame(8, 0, octets(1)));
        loses("FRAME_END", bytes(octets(8), int16(0), int32(0), octets(0xCF)));
        loses("FRAME_END", bytes(octets(1), int16(1), int32(4), int16(90), int16(10), octets(0)));
        loses("UNKNOWN_METHOD", method(1, 61, 40));
        loses("UNKNOWN_METHOD", method(1, 60, 60));
        loses("UNKNOWN_METHOD", method(0, 10, 10));
        loses("MALFORMED", frame(1, 1, octets(0, 60, 0)));
        loses("MALFORMED", method(1, 60, 80, int64(1)));
        loses("MALFORMED", method(1, 60, 20, int16(0), octets(200), octets('q')));
        loses("MALFORMED", bytes(method(1, 60, 40, int16(0), shortString("e"), octets(9)), header(1, 0, 0)));
        loses("UNEXPECTED_FRAME", header(1, 0, 0));
        loses("UNEXPECTED_FRAME", body(1, "a"));
        loses("UNEXPECTED_FRAME", method(0, 60, 80, int64(1), octets(0)));
        loses("UNEXPECTED_FRAME", method(1, 10, 51));
        loses("UNEXPECTED_FRAME", bytes(publish(1, "", "q"), publish(1, "", "q")));
        loses("UNEXPECTED_FRAME", bytes(publish(1, "", "q"), body(1, "a")));
        loses("UNEXPECTED_FRAME", bytes(publish(1, "", "q"), header(0, 1, 0)));
        loses("UNEXPECTED_FRAME", bytes(publish(1, "", "q"), frame(2, 1, int16(50), int16(0), int64(0), int16(0))));
        loses("UNEXPECTED_FRAME", bytes(publish(1, "", "q"), frame(2, 1, int16(60), int16(1), int64(0), int16(0))));
        loses("MALFORMED", bytes(publish(1, "", "q"), frame(2, 1, int16(60), int16(0), int64(0))));
        loses("MALFORMED", bytes(publish(1, "", "q"), header(1, -1, 0)));
    }

    @Test
    void moreBodyThanAnnounced_losesTrack() {
        Conversation.open()
                .client(publish(1, "", "q"), header(1, 3, 0), body(1, "ab"), body(1, "cd"), heartbeat())
                .says(published(1, "", "q", 3), "> Lost[why=FRAME_SIZE]");
        Conversation.open()
                .client(publish(1, "", "q"), header(1, 0, 0), body(1, ""))
                .says(published(1, "", "q", 0), "> Lost[why=UNEXPECTED_FRAME]");
    }

    @Test
    void bodyThatEndsBadly_isToldBeforeTrackIsLost() {
        byte[] bad = body(1, "ab");
        bad[bad.length - 1] = 0;
        ClientDecoder decoder = opened();
        StringBuilder told = new StringBuilder();
        byte[] all = bytes(publish(1, "", "q"), header(1, 2, 0), bad, heartbeat());

        int taken = decoder.feed(Unpooled.wrappedBuffer(all), new Nobody<>() {
            @Override
            public void method(ClientEvent event, int from, int to) {
                told.append(event).append(to - from);
            }

            @Override
            public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
                told.append(payloadTo - payloadFrom).append(last).append(' ');
            }
        });

        assertThat(told).hasToString("2false Lost[why=FRAME_END]0");
        assertThat(taken).isEqualTo(all.length);
        assertThat(decoder.feed(Unpooled.wrappedBuffer(heartbeat()), new Nobody<>()))
                .isEqualTo(8);
    }

    private static byte[] deadLetters(String exchange) {
        return table(field("x-message-ttl", 'I', int32(5)), field("x-dead-letter-exchange", exchange));
    }

    private static void loses(String why, byte[] frames) {
        Conversation.open().client(frames, heartbeat()).says("> Lost[why=" + why + "]");
    }

    private static ClientDecoder opened() {
        return opened(DecoderSettings.defaults());
    }

    private static ClientDecoder opened(DecoderSettings settings) {
        ClientDecoder decoder = new ClientDecoder(settings);
        decoder.feed(Unpooled.wrappedBuffer(bytes(Wire.protocolHeader(), Wire.tuneOk(4096))), new Nobody<>());
        return decoder;
    }

    /** Without properties. */
    private static String published(int channel, String exchange, String routingKey, long bodySize) {
        return "> "
                + new ClientEvent.BasicPublish(
                        channel,
                        exchange,
                        routingKey,
                        false,
                        false,
                        new ContentHeader(bodySize, MessageProperties.NONE));
    }
}
