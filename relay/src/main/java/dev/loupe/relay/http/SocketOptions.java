package dev.loupe.relay.http;

import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Vert.x's socket options out of our settings. */
final class SocketOptions {
    private static final int BACKLOG = 1024;
    private static final String HTTP2 = "h2";
    private static final String HTTP1 = "http/1.1";

    private SocketOptions() {}

    static NetServerOptions server(HttpRelaySettings settings) {
        HttpRelaySettings.Listen listen = settings.listen();
        NetServerOptions options = new NetServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReuseAddress(true);
        listen.tls().ifPresent(pair -> {
            options.setSsl(true).setKeyCertOptions(pem(pair));
            negotiate(settings, options.getSslOptions());
        });
        return options;
    }

    static ServerSSLOptions serverTls(HttpRelaySettings settings, HttpRelaySettings.KeyPair pair) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(pem(pair));
        negotiate(settings, options);
        return options;
    }

    private static void negotiate(HttpRelaySettings settings, ServerSSLOptions options) {
        if (settings.http2().isPresent()) {
            options.setUseAlpn(true).setApplicationLayerProtocols(List.of(HTTP2, HTTP1));
        }
    }

    /** Whether HTTP/2 was agreed on in the TLS handshake. */
    static boolean isHttp2(ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        return tls != null && HTTP2.equals(tls.applicationProtocol());
    }

    static NetClientOptions client(HttpRelaySettings.Upstream upstream) {
        return new NetClientOptions()
                .setUseAlpn(speaksHttp2(upstream))
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
        if (speaksHttp2(upstream)) {
            boolean only = protocol(upstream) == Protocol.HTTP2;
            options.setUseAlpn(true).setApplicationLayerProtocols(only ? List.of(HTTP2) : List.of(HTTP2, HTTP1));
        }
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

    private static boolean speaksHttp2(HttpRelaySettings.Upstream upstream) {
        return protocol(upstream) != Protocol.HTTP1;
    }

    private static Protocol protocol(HttpRelaySettings.Upstream upstream) {
        return upstream.destination() instanceof Destination.Fixed server ? server.protocol() : Protocol.HTTP1;
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
