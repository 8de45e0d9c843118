package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Listen;
import dev.loupe.assembly.config.Upstream;
import dev.loupe.assembly.config.UpstreamTls;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.config.PemFiles;
import dev.loupe.console.config.ServerTls;
import dev.loupe.relay.s3.S3Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the files that a configuration names. Blocks while it reads. */
public final class ConfigFiles {
    private final List<Mistake> mistakes = new ArrayList<>();

    /** Nothing is checked yet. */
    public ConfigFiles() {}

    /** What is wrong with an adapter's files; empty if each is there, can be read, and holds what it should. */
    public static List<Mistake> check(AdapterConfig config) {
        ConfigFiles files = new ConfigFiles()
                .listen("inbound.listen", config.inbound().listen())
                .upstream("inbound.upstream", config.inbound().upstream())
                .console(config.console());
        for (int i = 0; i < config.outbound().size(); i++) {
            files.listen("outbound[" + i + "].listen", config.outbound().get(i).listen())
                    .upstream(
                            "outbound[" + i + "].upstream",
                            config.outbound().get(i).upstream());
        }
        config.forward().ifPresent(forward -> files.listen("forward.listen", forward.listen()));
        for (int i = 0; i < config.s3().size(); i++) {
            files.listen("s3[" + i + "].listen", config.s3().get(i).listen())
                    .upstream("s3[" + i + "].upstream", config.s3().get(i).upstream())
                    .domains("s3[" + i + "].domains", config.s3().get(i).domains());
        }
        return files.mistakes();
    }

    /** A listener's certificate and key. */
    public ConfigFiles listen(String group, Listen listen) {
        return identity(group + ".tls", listen.tls());
    }

    /** The console's certificate and key, if there is a console. */
    public ConfigFiles console(ConsoleSettings console) {
        return console.enabled() ? identity("console.tls", console.tls()) : this;
    }

    /** What is trusted, and our own certificate and key. */
    public ConfigFiles upstream(String group, Upstream upstream) {
        UpstreamTls tls = upstream.tls();
        tls.trust().ifPresent(trust -> mistakes.addAll(PemFiles.checkTrust(group + ".tls.trust", trust)));
        return identity(group + ".tls", tls.certificate().flatMap(certificate -> tls.key()
                .map(key -> new ServerTls(certificate, key))));
    }

    /** Names under which buckets are virtual hosts. */
    public ConfigFiles domains(String key, List<String> domains) {
        for (int i = 0; i < domains.size(); i++) {
            try {
                new S3Hosts(List.of(domains.get(i)));
            } catch (IllegalArgumentException e) {
                mistakes.add(new Mistake(key + "[" + i + "]", e.getMessage()));
            }
        }
        return this;
    }

    private ConfigFiles identity(String group, Optional<ServerTls> identity) {
        identity.ifPresent(tls -> mistakes.addAll(PemFiles.checkIdentity(group, tls.certificate(), tls.key())));
        return this;
    }

    /** What was found. */
    public List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }
}
