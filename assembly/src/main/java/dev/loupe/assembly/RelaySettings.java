package dev.loupe.assembly;

import dev.loupe.assembly.config.Forward;
import dev.loupe.assembly.config.Listen;
import dev.loupe.assembly.config.S3Rules;
import dev.loupe.assembly.config.Upstream;
import dev.loupe.assembly.config.UpstreamTls;
import dev.loupe.relay.http.Destination;
import dev.loupe.relay.http.ForwardRules;
import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.s3.FileNames;
import dev.loupe.relay.s3.S3Hosts;
import dev.loupe.relay.s3.S3Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/** The relays' settings out of the configuration's records. */
public final class RelaySettings {
    private RelaySettings() {}

    /** The clients' side. */
    public static HttpRelaySettings.Listen listen(Listen listen) {
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

    /** One server. */
    public static HttpRelaySettings.Upstream upstream(Upstream upstream, Protocol protocol) {
        return new HttpRelaySettings.Upstream(
                new Destination.Fixed(
                        upstream.host(),
                        upstream.port(),
                        upstream.isHttps() ? Optional.of(tls(upstream.tls())) : Optional.empty(),
                        protocol),
                upstream.connectTimeout(),
                upstream.responseTimeout(),
                upstream.idleTimeout(),
                upstream.keepAlive(),
                upstream.maxConnections(),
                upstream.maxWaiting(),
                upstream.resolveInterval());
    }

    /** Every server that a client may name. */
    public static HttpRelaySettings.Upstream upstream(Forward forward) {
        return new HttpRelaySettings.Upstream(
                new Destination.Forward(ForwardRules.of(forward.allow()), forward.maxServers()),
                forward.connectTimeout(),
                forward.responseTimeout(),
                forward.idleTimeout(),
                forward.keepAlive(),
                forward.maxConnections(),
                forward.maxWaiting(),
                forward.resolveInterval());
    }

    private static HttpRelaySettings.UpstreamTls tls(UpstreamTls tls) {
        Optional<KeyPair> client =
                tls.certificate().flatMap(certificate -> tls.key().map(key -> new KeyPair(certificate, key)));
        return new HttpRelaySettings.UpstreamTls(tls.trust(), client, tls.verifyHost(), tls.serverName());
    }

    /** What is particular to S3, in front of that store. */
    public static S3Settings s3(S3Rules rules, Upstream store) {
        return new S3Settings(
                new S3Hosts(rules.domains()),
                new FileNames(
                        rules.fileNames(),
                        rules.redact().stream().map(Pattern::compile).toList()),
                rules.traceparent(),
                store.host(),
                store.port());
    }
}
