package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.AUTHENTICATION_OK;
import static dev.loupe.relay.postgres.Wire.BACKEND_KEY;
import static dev.loupe.relay.postgres.Wire.ready;
import static dev.loupe.relay.postgres.Wire.startup;

import dev.loupe.relay.fixture.ScriptedServer;
import dev.loupe.relay.fixture.WirePeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A relay between clients and a server that the test speaks for. */
abstract class ScriptedTest extends RelayTest {
    static final byte[] START = startup("user", "u", "database", "d");
    static final byte[] STARTED = WirePeer.all(AUTHENTICATION_OK, BACKEND_KEY, ready('I'));

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

    /** A client and a server whose session has begun and waits for a query. */
    Pair session() {
        WirePeer client = client();
        client.sends(START);
        WirePeer backend = accepted().receives(START);
        backend.sends(STARTED);
        client.receives(STARTED);
        return new Pair(client, backend);
    }

    /** Both ends of a session. */
    record Pair(WirePeer client, WirePeer server) {}
}
