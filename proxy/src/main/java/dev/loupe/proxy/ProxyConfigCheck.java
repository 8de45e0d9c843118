package dev.loupe.proxy;

import dev.loupe.console.config.Mistake;
import dev.loupe.console.config.PemFiles;
import dev.loupe.console.config.ServerTls;
import dev.loupe.relay.s3.S3Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the files that a configuration names. Blocks while it reads. */
final class ProxyConfigCheck {
    private final List<Mistake> mistakes = new ArrayList<>();

    private ProxyConfigCheck() {}

    /** What is wrong with the files; empty if each is there, can be read, and holds what it should. */
    static List<Mistake> of(ProxyConfig config) {
        ProxyConfigCheck check = new ProxyConfigCheck();
        check.identity("listen.tls", config.listen().tls());
        if (config.console().enabled()) {
            check.identity("console.tls", config.console().tls());
        }
        ProxyConfig.UpstreamTls upstream = config.upstream().tls();
        upstream.trust().ifPresent(trust -> check.mistakes.addAll(PemFiles.checkTrust("upstream.tls.trust", trust)));
        check.identity("upstream.tls", upstream.certificate().flatMap(certificate -> upstream.key()
                .map(key -> new ServerTls(certificate, key))));
        check.domains(config.s3().domains());
        return List.copyOf(check.mistakes);
    }

    private void domains(List<String> domains) {
        for (int i = 0; i < domains.size(); i++) {
            try {
                new S3Hosts(List.of(domains.get(i)));
            } catch (IllegalArgumentException e) {
                mistakes.add(new Mistake("s3.domains[" + i + "]", e.getMessage()));
            }
        }
    }

    private void identity(String group, Optional<ServerTls> identity) {
        identity.ifPresent(tls -> mistakes.addAll(PemFiles.checkIdentity(group, tls.certificate(), tls.key())));
    }
}
