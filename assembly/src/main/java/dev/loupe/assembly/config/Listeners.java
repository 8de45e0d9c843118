package dev.loupe.assembly.config;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the names and ports of a configuration's listeners apart. */
final class Listeners {
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byAddress = new HashMap<>();

    private Listeners() {}

    static void check(
            Inbound inbound,
            List<Outbound> outbound,
            Optional<Forward> forward,
            List<S3Store> s3,
            List<Database> postgres,
            List<Broker> rabbitmq,
            ConsoleSettings console) {
        Listeners all = new Listeners();
        all.add("inbound", "inbound", inbound.listen());
        forward.ifPresent(proxy -> all.add("forward", "forward", proxy.listen()));
        for (int i = 0; i < outbound.size(); i++) {
            all.add(
                    "outbound[" + i + "]",
                    outbound.get(i).name(),
                    outbound.get(i).listen());
        }
        for (int i = 0; i < s3.size(); i++) {
            all.add("s3[" + i + "]", s3.get(i).name(), s3.get(i).listen());
        }
        for (int i = 0; i < postgres.size(); i++) {
            all.add(
                    "postgres[" + i + "]",
                    postgres.get(i).name(),
                    postgres.get(i).listen());
        }
        for (int i = 0; i < rabbitmq.size(); i++) {
            all.name("rabbitmq[" + i + "]", rabbitmq.get(i).name());
            BrokerListen listen = rabbitmq.get(i).listen();
            all.address("rabbitmq[" + i + "].listen", listen.host(), listen.port());
        }
        if (console.enabled()) {
            all.address("console", console.host(), console.port());
        }
    }

    private void add(String group, String name, Listen listen) {
        name(group, name);
        address(group + ".listen", listen.host(), listen.port());
    }

    private void add(String group, String name, DatabaseListen listen) {
        name(group, name);
        listen.port().ifPresent(port -> address(group + ".listen", listen.host(), port));
        listen.socket().ifPresent(socket -> {
            String other = byAddress.putIfAbsent(socket.toString(), group + ".listen");
            if (other != null) {
                throw new InvalidSetting(group + ".listen.socket", "another socket than " + other + ".socket");
            }
        });
    }

    private void name(String group, String name) {
        String other = byName.putIfAbsent(name, group);
        if (other != null) {
            throw new InvalidSetting(group + ".name", "another name than that of " + other);
        }
    }

    private void address(String group, String host, int port) {
        String other = port == 0 ? null : byAddress.putIfAbsent(host + ':' + port, group);
        if (other != null) {
            throw new InvalidSetting(group + ".port", "another port than " + other + ".port");
        }
    }
}
