package dev.loupe.deploy.compose;

import dev.loupe.console.config.InvalidConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who listens where in the containers' networks, and who calls whom. */
final class Wiring {
    /** Ports on all addresses of the images that others make, as their makers say. */
    private static final Map<String, List<Integer>> OTHERS = Map.of(
            "jaegertracing/jaeger", List.of(4317, 4318, 13133, 16686),
            "minio/minio", List.of(9000),
            "postgres", List.of(5432),
            "rabbitmq", List.of(5672, 15672));

    private final Map<String, Service> services;
    /** By the service that owns the network, then by port: the host that is listened on. */
    private final Map<String, Map<Integer, String>> listening = new TreeMap<>();

    private Wiring(Map<String, Service> services) {
        this.services = services;
    }

    static Wiring of(Map<String, Service> services) throws InvalidConfiguration {
        Wiring wiring = new Wiring(services);
        for (Service service : services.values()) {
            Map<Integer, String> network = wiring.listening.computeIfAbsent(service.network(), n -> new TreeMap<>());
            network.putAll(portsOf(service));
        }
        return wiring;
    }

    /** The ports on which a process of that service itself listens, with the host. */
    static Map<Integer, String> portsOf(Service service) throws InvalidConfiguration {
        if (Sidecars.has(service)) {
            return Addresses.in(Sidecars.configuration(service)).listening();
        }
        Map<Integer, String> ports = new TreeMap<>();
        OTHERS.getOrDefault(Sidecars.imageName(service), List.of()).forEach(port -> ports.put(port, "0.0.0.0"));
        if (service.environment().containsKey("PORT")) {
            ports.put(
                    Integer.valueOf(service.environment().get("PORT")),
                    service.environment().get("HOST"));
        }
        return ports;
    }

    /** Whether somebody answers where a process of that service calls, as far as the files say. */
    boolean isAnswered(Service caller, URI address) {
        boolean same = address.getHost().equals("127.0.0.1");
        if (!same && !services.containsKey(address.getHost())) {
            return false;
        }
        String host = listening
                .getOrDefault(same ? caller.network() : address.getHost(), Map.of())
                .get(address.getPort());
        return host != null && (same || host.equals("0.0.0.0"));
    }

    /** Whether a published port leads to a listener that takes connections from outside of the container. */
    boolean isOpen(Service service, int port) {
        return "0.0.0.0".equals(listening.get(service.network()).get(port));
    }

    /** Every address that a process of that service is told to call; not what a browser is sent to. */
    static List<URI> calledBy(Service service) throws InvalidConfiguration {
        List<URI> called = new ArrayList<>();
        if (Sidecars.has(service)) {
            called.addAll(Addresses.in(Sidecars.configuration(service)).called());
            called.removeIf(uri -> service.options("--set").contains("console.jaeger=" + uri));
        }
        service.environment().forEach((name, value) -> {
            if (value.startsWith("http://") || value.startsWith("jdbc:")) {
                called.add(URI.create(value.replaceFirst("^jdbc:", "")));
            }
        });
        if (service.environment().containsKey("AMQP_HOST")) {
            called.add(URI.create("amqp://" + service.environment().get("AMQP_HOST") + ':'
                    + service.environment().get("AMQP_PORT")));
        }
        service.health().stream()
                .filter(argument -> argument.startsWith("http://"))
                .map(URI::create)
                .forEach(called::add);
        return called;
    }
}
