package dev.loupe.relay.amqp;

import dev.loupe.relay.fixture.ScriptedServer;
import dev.loupe.relay.fixture.WirePeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A relay between clients and a broker that the test speaks for. */
abstract class ScriptedTest extends RelayTest {
    final ScriptedServer server = new ScriptedServer();
    private final List<WirePeer> peers = new ArrayList<>();

    @BeforeEach
    void pointAtServer() {
        setup.upstreamPort = server.port();
    }

    @AfterEach
    void closeAll() {
        peers.forEach(WirePeer::resets);
        server.close();
    }

    /** A new client of the relay. */
    WirePeer client() {
        return adopt(WirePeer.connect(relay().port()));
    }

    WirePeer accepted() {
        return adopt(server.accepts());
    }

    WirePeer adopt(WirePeer peer) {
        peers.add(peer);
        return peer;
    }

    /** A client and a broker that have opened a connection, and channel 1. */
    Pair open() {
        return open(client());
    }

    Pair open(WirePeer client) {
        client.sends(Wire.PROTOCOL_HEADER);
        Pair pair = new Pair(client, accepted().receives(Wire.PROTOCOL_HEADER));
        pair.answers(Wire.START);
        pair.says(Wire.START_OK);
        pair.answers(Wire.TUNE);
        pair.says(Wire.TUNE_OK, Wire.OPEN);
        pair.answers(Wire.OPEN_OK);
        pair.says(Wire.channelOpen(1));
        pair.answers(Wire.channelOpenOk(1));
        return pair;
    }

    /** Both ends of a connection. */
    record Pair(WirePeer client, WirePeer server) {
        /** The client says that, and the broker hears it as it is. */
        void says(byte[]... frames) {
            client.sends(frames);
            server.receives(frames);
        }

        /** The broker says that, and the client hears it as it is. */
        void answers(byte[]... frames) {
            server.sends(frames);
            client.receives(frames);
        }
    }
}
