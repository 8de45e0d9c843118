package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.Framing;
import dev.loupe.relay.http.codec.Head;

/** Decides where requests go. Touched on its event loop only. */
interface Routing {
    /** Where that request goes. */
    Route route(Head head, Framing framing);

    /** Connections to upstreams that are being opened, or serve somebody. */
    int busy();

    /** Every request goes to one server. */
    static Routing fixed(UpstreamPool pool, Destination.Fixed server) {
        Route always = new Route.Direct(pool, server.authority());
        return new Routing() {
            @Override
            public Route route(Head head, Framing framing) {
                return always;
            }

            @Override
            public int busy() {
                return pool.busy();
            }
        };
    }
}
