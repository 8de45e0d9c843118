package dev.loupe.assembly.config;

import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the extractors of every path against the kinds that are declared. */
final class DeclaredKinds {
    private final Set<String> kinds;

    private DeclaredKinds(List<String> kinds) {
        this.kinds = Set.copyOf(kinds);
    }

    static void check(
            List<String> kinds, Inbound inbound, List<Outbound> outbound, Optional<Forward> forward, List<S3Store> s3) {
        DeclaredKinds declared = new DeclaredKinds(kinds);
        declared.check("inbound", inbound.rules());
        for (int i = 0; i < outbound.size(); i++) {
            declared.check("outbound[" + i + "]", outbound.get(i).rules());
        }
        forward.ifPresent(proxy -> declared.check("forward", proxy.rules()));
        for (int i = 0; i < s3.size(); i++) {
            declared.check("s3[" + i + "]", s3.get(i).rules());
        }
    }

    static void check(List<String> kinds, List<Database> postgres) {
        for (int i = 0; i < postgres.size(); i++) {
            List<DatabaseKey> keys = postgres.get(i).keys();
            for (int j = 0; j < keys.size(); j++) {
                check(
                        "postgres[" + i + "].keys[" + j + "].kind",
                        kinds,
                        keys.get(j).kind());
            }
        }
    }

    static void checkMessages(List<String> kinds, List<Broker> rabbitmq) {
        for (int i = 0; i < rabbitmq.size(); i++) {
            List<MessageKey> keys = rabbitmq.get(i).keys();
            for (int j = 0; j < keys.size(); j++) {
                check(
                        "rabbitmq[" + i + "].keys[" + j + "].kind",
                        kinds,
                        keys.get(j).kind());
            }
        }
    }

    private static void check(String key, List<String> kinds, String kind) {
        if (!kinds.contains(kind)) {
            throw new InvalidSetting(key, "one of the kinds that are declared: " + String.join(", ", kinds));
        }
    }

    private void check(String group, Rules rules) {
        KeyRules.check(group + ".keys", rules.keys(), kinds, rules.routes());
    }
}
