package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.CLOSE;
import static dev.loupe.relay.amqp.Wire.CLOSE_OK;
import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.bytes;
import static dev.loupe.relay.amqp.Wire.deliver;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.message;
import static dev.loupe.relay.amqp.Wire.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.DecoderSettings;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What observes may fail as it likes: the traffic goes on as it is, and the path hears of it once. */
class FailingObserverTest extends ScriptedTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private String failing = "";

    private final class Failing implements ConnectionObserver {
        private void at(String where) {
            said.add(where);
            if (failing.equals(where)) {
                throw new IllegalStateException(where);
            }
        }

        @Override
        public void client(ClientEvent event) {
            at("client");
        }

        @Override
        public MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
            at("publishes");
            return MessageEdit.NONE;
        }

        @Override
        public void publishBody(int channel, ByteBuf part, boolean last) {
            at("publishBody");
        }

        @Override
        public void server(ServerEvent event) {
            at("server");
        }

        @Override
        public void deliveryBody(int channel, ByteBuf part, boolean last) {
            at("deliveryBody");
        }

        @Override
        public boolean swallows(ServerEvent.BasicReturn message) {
            at("swallows");
            return false;
        }

        @Override
        public void clientStalls(boolean stalls) {}

        @Override
        public void serverStalls(boolean stalls) {}

        @Override
        public void blind(Blind why) {
            at("blind");
        }

        @Override
        public void ended(ConnectionEnd end) {
            at("ended");
        }
    }

    @Override
    AmqpPath path() {
        return new AmqpPath() {
            @Override
            public ConnectionObserver begin() {
                if (failing.equals("begin")) {
                    throw new IllegalStateException("begin");
                }
                return new Failing();
            }

            @Override
            public DecoderSettings decoding() {
                if (failing.equals("decoding")) {
                    throw new IllegalStateException("decoding");
                }
                return DecoderSettings.defaults();
            }

            @Override
            public boolean readsBodies() {
                return true;
            }

            @Override
            public void refused(Refusal refusal) {}

            @Override
            public void lost(Throwable why) {
                connections.lost(why);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "decoding",
                "client",
                "publishes",
                "publishBody",
                "server",
                "deliveryBody",
                "swallows",
                "ended"
            })
    void failure_costsTheObservationOnly(String where) {
        failing = where;
        Pair pair = open();
        pair.says(message(1, "e", "k", "text"), message(1, "e", "k", ""));
        pair.answers(returned(1, "e", "k"), header(1, 2), body(1, bytes(1, 2)));
        pair.answers(deliver(1, "c", 1), header(1, 3), body(1, bytes(1, 2, 3)));
        pair.says(CLOSE);
        pair.answers(CLOSE_OK);
        pair.client().close();
        pair.server().ends();
        pair.server().close();
        await().until(() -> relay().connections() == 0);
        expectedFailures.add(new IllegalStateException());
        boolean cutOff = !List.of("begin", "decoding", "ended").contains(where);
        assertThat(said.contains("blind")).isEqualTo(cutOff);
        if (cutOff) {
            assertThat(said.subList(said.indexOf("blind") + 1, said.size())).containsExactly("ended");
        }
    }
}
