package dev.loupe.demo.company;

import dev.loupe.assembly.Adapter;
import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.console.launch.Platform;
import dev.loupe.relay.journey.JourneyStore;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.privacy.Pseudonyms;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A sidecar as if it were a process: with a pipeline and a console of its own. */
final class Sidecar implements AutoCloseable {
    private final AdapterConfig config;
    private final Telemetry telemetry;
    private final Adapter adapter;

    private Sidecar(AdapterConfig config, Telemetry telemetry, Adapter adapter) {
        this.config = config;
        this.telemetry = telemetry;
        this.adapter = adapter;
    }

    /** Starts it; blocks until all its listeners accept. */
    static Sidecar start(
            AdapterDeployable deployable, List<String> sets, Vertx vertx, Map<String, String> environment) {
        AdapterConfig config = ShippedConfig.of(deployable, sets, environment);
        Telemetry telemetry = Telemetry.start(config.telemetry(), environment, config.service());
        Adapter adapter = Waiting.join(deployable.start(config, new Platform(vertx, telemetry, environment)));
        return new Sidecar(config, telemetry, adapter);
    }

    /** Where one of its listeners is, by the name that the configuration has for it. */
    URI listener(String name) {
        return Local.address(port(name));
    }

    /** The same, of a listener that does not speak HTTP. */
    int port(String name) {
        return adapter.ports().get(name);
    }

    URI entrance() {
        return listener("inbound");
    }

    String service() {
        return config.service();
    }

    String console() {
        return adapter.consoleAddress().orElseThrow();
    }

    JourneyStore journeys() {
        return adapter.journeys();
    }

    Pseudonyms pseudonyms() {
        return telemetry.pseudonyms();
    }

    /** The spans so far, in the order of their beginnings. */
    List<Sight> sights() {
        return Sight.all(service(), telemetry.recentTraces());
    }

    /** Whether a request to the service is configured to leave no span. */
    boolean excludes(String operation) {
        int space = operation.indexOf(' ');
        String path = operation.substring(space + 1).replace("{order}", "1");
        return config.inbound()
                .rules()
                .exclusions()
                .match(operation.substring(0, space), path)
                .route()
                .isPresent();
    }

    @Override
    public void close() {
        Waiting.join(adapter.drain().otherwiseEmpty());
        telemetry.close();
    }
}
