package dev.loupe.console.launch;

import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * What the launcher provides to a deployable, and closes after it.
 *
 * @param vertx with as many event loops as configured
 * @param telemetry the process's one pipeline
 * @param environment the process's environment variables
 */
public record Platform(Vertx vertx, Telemetry telemetry, Map<String, String> environment) {
    /** Copies the environment. */
    public Platform {
        environment = Map.copyOf(environment);
    }

    /** Names no variable: an environment holds secrets. */
    @Override
    public String toString() {
        return "Platform[" + vertx + "]";
    }
}
