package dev.loupe.telemetry.environment;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.ExportPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The settings as the standard {@code OTEL_*} variables change them. A malformed variable is reported once by name and
 * leaves the setting as it is.
 */
public final class StandardEnvironment {
    private static final String SERVICE_NAME = "service.name";
    private final Variables variables;

    /**
     * @param environment of the process
     * @param warnings gets one sentence for each malformed variable, which never shows its value
     */
    public StandardEnvironment(Map<String, String> environment, Consumer<String> warnings) {
        variables = new Variables(environment, warnings);
    }

    /** Whether {@code OTEL_SDK_DISABLED} asks for no spans and no metrics at all. */
    public boolean isDisabled() {
        return variables.isTrue("OTEL_SDK_DISABLED");
    }

    /** What is sent where: nothing if the environment disables all. */
    public ExportPlan exportPlan(Settings.Export settings, Settings.Metrics metrics) {
        Duration interval =
                variables.milliseconds("OTEL_METRIC_EXPORT_INTERVAL", 1).orElse(metrics.interval());
        return new ExportPlan(
                isDisabled() ? Optional.empty() : Signal.TRACES.destination(variables, settings),
                isDisabled() ? Optional.empty() : Signal.METRICS.destination(variables, settings),
                batching(settings),
                interval);
    }

    private ExportPlan.Batching batching(Settings.Export settings) {
        int queue = variables.integer("OTEL_BSP_MAX_QUEUE_SIZE", 1, 1_000_000).orElse(settings.queue());
        int batch =
                variables.integer("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1, queue).orElse(Math.min(settings.batch(), queue));
        Duration delay = variables.milliseconds("OTEL_BSP_SCHEDULE_DELAY", 1).orElse(settings.delay());
        // A little longer than the request may take, so that the request's own, better explained failure comes first.
        Duration timeout = variables
                .milliseconds("OTEL_BSP_EXPORT_TIMEOUT", 1)
                .orElse(settings.timeout().plusSeconds(1));
        return new ExportPlan.Batching(queue, batch, delay, timeout);
    }

    /**
     * Resource attributes, among them {@code service.name}: {@code OTEL_SERVICE_NAME} before
     * {@code OTEL_RESOURCE_ATTRIBUTES} before the settings before the default.
     */
    public Map<String, String> resource(Settings.Export settings, String defaultServiceName) {
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put(SERVICE_NAME, defaultServiceName);
        resource.putAll(settings.resource());
        resource.putAll(variables.pairs("OTEL_RESOURCE_ATTRIBUTES"));
        Optional<String> serviceName = variables.text("OTEL_SERVICE_NAME");
        serviceName.ifPresent(name -> resource.put(SERVICE_NAME, name));
        return resource;
    }
}
