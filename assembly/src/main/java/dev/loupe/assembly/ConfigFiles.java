package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Broker;
import dev.loupe.assembly.config.BrokerUpstreamTls;
import dev.loupe.assembly.config.Database;
import dev.loupe.assembly.config.Listen;
import dev.loupe.assembly.config.Management;
import dev.loupe.assembly.config.QueueMonitor;
import dev.loupe.assembly.config.TerminatedTls;
import dev.loupe.assembly.config.Upstream;
import dev.loupe.assembly.config.UpstreamTls;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.config.PemFiles;
import dev.loupe.console.config.ServerTls;
import dev.loupe.relay.s3.S3Hosts;
import java.nio.file.Path;
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
        for (int i = 0; i < config.postgres().size(); i++) {
            Database database = config.postgres().get(i);
            files.terminated("postgres[" + i + "].listen.tls", database.listen().tls());
            files.begun(
                    "postgres[" + i + "].upstream.tls",
                    database.upstream().tls().trust(),
                    database.upstream().tls().certificate(),
                    database.upstream().tls().key());
        }
        for (int i = 0; i < config.rabbitmq().size(); i++) {
            Broker broker = config.rabbitmq().get(i);
            BrokerUpstreamTls tls = broker.upstream().tls();
            files.terminated("rabbitmq[" + i + "].listen.tls", broker.listen().tls());
            files.begun("rabbitmq[" + i + "].upstream.tls", tls.trust(), tls.certificate(), tls.key());
            String management = "rabbitmq[" + i + "].monitor.management.trust";
            broker.monitor()
                    .filter(QueueMonitor::enabled)
                    .flatMap(QueueMonitor::management)
                    .flatMap(Management::trust)
                    .ifPresent(trust -> files.mistakes.addAll(PemFiles.checkTrust(management, trust)));
        }
        return files.mistakes();
    }

    private void terminated(String group, Optional<TerminatedTls> tls) {
        tls.ifPresent(files -> {
            mistakes.addAll(PemFiles.checkIdentity(group, files.certificate(), files.key()));
            files.clientTrust().ifPresent(trust -> mistakes.addAll(PemFiles.checkTrust(group + ".clientTrust", trust)));
        });
    }

    private void begun(String group, Optional<Path> trust, Optional<Path> certificate, Optional<Path> key) {
        trust.ifPresent(file -> mistakes.addAll(PemFiles.checkTrust(group + ".trust", file)));
        certificate.ifPresent(
                file -> key.ifPresent(secret -> mistakes.addAll(PemFiles.checkIdentity(group, file, secret))));
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
