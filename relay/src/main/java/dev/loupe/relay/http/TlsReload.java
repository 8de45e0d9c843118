package dev.loupe.relay.http;

import dev.loupe.relay.http.HttpRelaySettings.UpstreamTls;
import dev.loupe.relay.net.FileWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up changed certificate files for connections to come; those that are open keep what they have. A file that
 * cannot be read, or does not fit its key, changes nothing and is said once.
 */
final class TlsReload {
    private static final Logger log = LoggerFactory.getLogger(TlsReload.class);

    private final Vertx vertx;
    private final HttpRelaySettings settings;
    private final NetServer server;
    private final NetClient client;
    private final FileWatch watch;

    TlsReload(Vertx vertx, HttpRelaySettings settings, NetServer server, NetClient client) {
        this.vertx = vertx;
        this.settings = settings;
        this.server = server;
        this.client = client;
        this.watch = new FileWatch(vertx, files(settings), this::readAgain);
    }

    private static List<Path> files(HttpRelaySettings settings) {
        List<Path> files = new ArrayList<>();
        settings.listen().tls().ifPresent(pair -> files.addAll(List.of(pair.certificate(), pair.key())));
        upstreamTls(settings).ifPresent(tls -> {
            tls.trust().ifPresent(files::add);
            tls.client().ifPresent(pair -> files.addAll(List.of(pair.certificate(), pair.key())));
        });
        return files;
    }

    private static Optional<UpstreamTls> upstreamTls(HttpRelaySettings settings) {
        return settings.upstream().destination() instanceof Destination.Fixed server ? server.tls() : Optional.empty();
    }

    /** Sets up TLS towards the upstream, and watches the files of both sides. */
    Future<Void> start() {
        return watch.start().compose(watching -> readUpstream());
    }

    void stop() {
        watch.stop();
    }

    private void readAgain() {
        settings.listen().tls().ifPresent(pair -> server.updateSSLOptions(SocketOptions.serverTls(settings, pair), true)
                .onSuccess(changed -> log.info("listen.tls: the certificate was read again"))
                .onFailure(e -> log.warn("listen.tls: the changed files cannot be used, the old certificate stays")));
        upstreamTls(settings).ifPresent(tls -> readUpstream()
                .onSuccess(read -> log.info("upstream.tls: the files were read again"))
                .onFailure(e -> log.warn("upstream.tls: the changed files cannot be used, the old ones stay")));
    }

    private Future<Void> readUpstream() {
        return upstreamTls(settings)
                .map(tls -> vertx.executeBlocking(() -> SocketOptions.clientTls(settings.upstream(), tls), false)
                        .compose(client::updateSSLOptions)
                        .<Void>mapEmpty())
                .orElse(Future.succeededFuture());
    }
}
