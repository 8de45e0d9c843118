package dev.loupe.bench.postgres;

import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresPath;
import dev.loupe.relay.postgres.PostgresRelay;
import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;

/** The relay with its decoders and nothing that observes: what is left is the cost of the spans. */
final class BareRelay {
    private BareRelay() {}

    /** Arguments: port to listen on, the server's port, event loops. */
    public static void main(String... arguments) {
        int loops = Integer.parseInt(arguments[2]);
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        PostgresRelaySettings settings = new PostgresRelaySettings(
                new PostgresRelaySettings.Listen(
                        "127.0.0.1",
                        Integer.parseInt(arguments[0]),
                        PostgresRelaySettings.Encryption.RELAY,
                        Optional.empty()),
                new PostgresRelaySettings.Upstream("127.0.0.1", Integer.parseInt(arguments[1]), UpstreamTls.off()),
                "");
        PostgresRelay.start(vertx, settings, new Unobserved(), loops).onFailure(why -> {
            why.printStackTrace();
            System.exit(1);
        });
    }

    private static final class Unobserved implements PostgresPath, SessionObserver {
        @Override
        public SessionObserver begin() {
            return this;
        }

        @Override
        public void refused(Refusal refusal) {}

        @Override
        public void lost(Throwable why) {}

        @Override
        public void frontend(FrontendEvent event, long end) {}

        @Override
        public void backend(BackendEvent event, long end) {}

        @Override
        public boolean wantsParameters(String statement) {
            return false;
        }

        @Override
        public void clientStalls(boolean stalls) {}

        @Override
        public void blind(Blind why) {}

        @Override
        public void ended(SessionEnd end) {}
    }
}
