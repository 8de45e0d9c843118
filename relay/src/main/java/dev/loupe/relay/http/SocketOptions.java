package dev.loupe.relay.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Vert.x's socket options out of our settings. */
final class SocketOptions {
    private static final int BACKLOG = 1024;

    private SocketOptions() {}

    static NetServerOptions server(HttpRelaySettings.Listen listen) {
        NetServerOptions options = new NetServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReuseAddress(true);
        listen.tls().ifPresent(pair -> options.setSsl(true).setKeyCertOptions(pem(pair)));
        return options;
    }

    static ServerSSLOptions serverTls(HttpRelaySettings.KeyPair pair) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(pem(pair));
        return options;
    }

    static NetClientOptions client(HttpRelaySettings.Upstream upstream) {
        return new NetClientOptions()
                .setConnectTimeout((int) upstream.connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
    }

    /**
     * Reads the files, so it blocks: Vert.x tells one set of options from another by their content, and would take the
     * path of a changed file for the file that it has read already.
     */
    static ClientSSLOptions clientTls(HttpRelaySettings.Upstream upstream, HttpRelaySettings.UpstreamTls tls)
            throws IOException {
        ClientSSLOptions options =
                new ClientSSLOptions().setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : "");
        options.setSslHandshakeTimeout(upstream.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (tls.trust().isPresent()) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertValue(read(tls.trust().get())));
        }
        if (tls.client().isPresent()) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertValue(read(tls.client().get().certificate()))
                    .addKeyValue(read(tls.client().get().key())));
        }
        return options;
    }

    private static Buffer read(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }

    private static PemKeyCertOptions pem(HttpRelaySettings.KeyPair pair) {
        return new PemKeyCertOptions()
                .addCertPath(pair.certificate().toString())
                .addKeyPath(pair.key().toString());
    }
}
