package dev.loupe.proxy;

import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.s3.FileNames;
import dev.loupe.relay.s3.S3Hosts;
import dev.loupe.relay.s3.S3Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/** The relay's settings out of the proxy's configuration. */
final class RelaySettings {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private RelaySettings() {}

    static HttpRelaySettings http(ProxyConfig config) {
        return new HttpRelaySettings(
                listen(config.listen()),
                upstream(config.upstream()),
                config.memory().bytes());
    }

    static S3Settings s3(ProxyConfig config) {
        return new S3Settings(
                new S3Hosts(config.s3().domains()),
                new FileNames(
                        FileNames.Mode.valueOf(config.s3().fileNames().name()),
                        config.s3().redact().stream().map(Pattern::compile).toList()),
                config.s3().traceparent(),
                host(config.upstream()),
                port(config.upstream()));
    }

    private static HttpRelaySettings.Listen listen(ProxyConfig.Listen listen) {
        return new HttpRelaySettings.Listen(
                listen.host(),
                listen.port(),
                listen.tls().map(tls -> new KeyPair(tls.certificate(), tls.key())),
                listen.maxConnections(),
                (int) listen.maxHeaderSize().bytes(),
                (int) listen.maxTargetSize().bytes(),
                listen.keepAlive(),
                listen.headerTimeout(),
                listen.idleTimeout(),
                listen.halfClose());
    }

    private static HttpRelaySettings.Upstream upstream(ProxyConfig.Upstream upstream) {
        return new HttpRelaySettings.Upstream(
                host(upstream),
                port(upstream),
                isHttps(upstream) ? Optional.of(tls(upstream.tls())) : Optional.empty(),
                upstream.connectTimeout(),
                upstream.responseTimeout(),
                upstream.idleTimeout(),
                upstream.keepAlive(),
                upstream.maxConnections(),
                upstream.maxWaiting(),
                upstream.resolveInterval());
    }

    private static HttpRelaySettings.UpstreamTls tls(ProxyConfig.UpstreamTls tls) {
        Optional<KeyPair> client =
                tls.certificate().flatMap(certificate -> tls.key().map(key -> new KeyPair(certificate, key)));
        return new HttpRelaySettings.UpstreamTls(tls.trust(), client, tls.verifyHost(), tls.serverName());
    }

    /** Without the brackets that an IPv6 address has in a URL. */
    static String host(ProxyConfig.Upstream upstream) {
        return upstream.url().getHost().replace("[", "").replace("]", "");
    }

    static int port(ProxyConfig.Upstream upstream) {
        int port = upstream.url().getPort();
        return port >= 0 ? port : isHttps(upstream) ? HTTPS : HTTP;
    }

    private static boolean isHttps(ProxyConfig.Upstream upstream) {
        return upstream.url().getScheme().equals("https");
    }
}
