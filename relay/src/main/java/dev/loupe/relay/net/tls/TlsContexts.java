package dev.loupe.relay.net.tls;

import dev.loupe.relay.net.FileWatch;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS ends with and begins with, taken up anew when the files change: for connections to come, those that are open keep
 * what they have. A file that cannot be read, or does not fit its key, changes nothing and is said once. Touched on its event
 * loop only.
 */
public final class TlsContexts {
    private static final Logger log = LoggerFactory.getLogger(TlsContexts.class);

    private final Vertx vertx;
    private final TlsEnds ends;
    private final FileWatch watch;
    private Listening listening;
    private SslContext upstream;

    private record Listening(SslContext context, Certificate certificate) {}

    /** Nothing has been read yet. */
    public TlsContexts(Vertx vertx, TlsEnds ends) {
        this.vertx = vertx;
        this.ends = ends;
        this.watch = new FileWatch(vertx, files(ends), this::readAgain);
    }

    private static List<Path> files(TlsEnds ends) {
        List<Path> files = new ArrayList<>();
        ends.listen().ifPresent(tls -> {
            files.addAll(List.of(tls.certificate(), tls.key()));
            tls.clientTrust().ifPresent(files::add);
        });
        UpstreamTls tls = ends.upstream();
        if (tls.mode() != TlsMode.OFF) {
            tls.trust().ifPresent(files::add);
            tls.certificate().ifPresent(files::add);
            tls.key().ifPresent(files::add);
        }
        return files;
    }

    /** Reads the files for the first time, and watches them. */
    public Future<Void> start() {
        return watch.start().compose(watching -> readListening()).compose(read -> readUpstream());
    }

    /** Watches them no more. */
    public void stop() {
        watch.stop();
    }

    private void readAgain() {
        if (ends.listen().isPresent()) {
            readListening()
                    .onSuccess(read -> log.info("listen.tls: the certificate was read again"))
                    .onFailure(
                            e -> log.warn("listen.tls: the changed files cannot be used, the old certificate stays"));
        }
        if (ends.upstream().mode() != TlsMode.OFF) {
            readUpstream()
                    .onSuccess(read -> log.info("upstream.tls: the files were read again"))
                    .onFailure(e -> log.warn("upstream.tls: the changed files cannot be used, the old ones stay"));
        }
    }

    private Future<Void> readListening() {
        Optional<ListenTls> tls = ends.listen();
        return tls.isEmpty()
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> listening(tls.get()), false)
                        .onSuccess(read -> listening = read)
                        .mapEmpty();
    }

    private Future<Void> readUpstream() {
        UpstreamTls tls = ends.upstream();
        return tls.mode() == TlsMode.OFF
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> context(tls), false)
                        .onSuccess(read -> upstream = read)
                        .mapEmpty();
    }

    /** Ends a client's TLS. */
    public SslHandler towardsClient(ByteBufAllocator allocator) {
        SslHandler handler = listening.context().newHandler(allocator);
        handler.setHandshakeTimeoutMillis(ends.listenPatience().toMillis());
        return handler;
    }

    /** Begins TLS with the server. */
    public SslHandler towardsServer(ByteBufAllocator allocator) {
        String name = ends.upstream().serverName().orElse(ends.host());
        SslHandler handler = upstream.newHandler(allocator, name, ends.port());
        if (isName(name)) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            handler.engine().setSSLParameters(parameters);
        }
        handler.setHandshakeTimeoutMillis(ends.upstreamPatience().toMillis());
        return handler;
    }

    /** Whether clients are shown that certificate, so that what is bound to it holds on both sides of the relay. */
    public boolean shows(Certificate server) {
        return listening != null && listening.certificate().equals(server);
    }

    /** SNI carries names only, never addresses (RFC 6066 section 3). */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private Listening listening(ListenTls tls) throws Exception {
        SslContextBuilder builder = SslContextBuilder.forServer(keys(tls.certificate(), tls.key()))
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(protocols());
        if (tls.clientTrust().isPresent()) {
            builder.clientAuth(ClientAuth.REQUIRE)
                    .trustManager(trust(tls.clientTrust().get()));
        }
        return new Listening(builder.build(), first(tls.certificate()));
    }

    private SslContext context(UpstreamTls tls) throws Exception {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(protocols())
                .endpointIdentificationAlgorithm(tls.mode() == TlsMode.VERIFY_FULL ? "HTTPS" : null);
        if (tls.mode() == TlsMode.REQUIRE) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (tls.trust().isPresent()) {
            builder.trustManager(trust(tls.trust().get()));
        }
        if (tls.certificate().isPresent() && tls.key().isPresent()) {
            builder.keyManager(keys(tls.certificate().get(), tls.key().get()));
        }
        return builder.build();
    }

    private ApplicationProtocolConfig protocols() {
        return ends.protocol().isEmpty()
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ends.protocol());
    }

    private KeyManagerFactory keys(Path certificate, Path key) throws Exception {
        return new PemKeyCertOptions()
                .addCertValue(read(certificate))
                .addKeyValue(read(key))
                .getKeyManagerFactory(vertx);
    }

    private TrustManagerFactory trust(Path file) throws Exception {
        return new PemTrustOptions().addCertValue(read(file)).getTrustManagerFactory(vertx);
    }

    private static Certificate first(Path file) throws IOException, CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static Buffer read(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }
}
