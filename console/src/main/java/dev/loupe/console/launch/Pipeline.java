package dev.loupe.console.launch;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.log.LogSetup;
import java.util.Map;

/** The telemetry of a process, as far as its life cycle goes. */
interface Pipeline extends AutoCloseable {
    /** What the deployable gets. */
    Telemetry telemetry();

    /** Flushes and ends; blocks. */
    @Override
    void close();

    /** Sets a pipeline up. */
    @FunctionalInterface
    interface Factory {
        Pipeline start(Settings settings, Map<String, String> environment, String serviceName);
    }

    /** The real one, with the process's logs set up before Vert.x looks for them, and ended last. */
    static Pipeline start(Settings settings, Map<String, String> environment, String serviceName) {
        LogSetup.apply(settings.log(), serviceName);
        Telemetry telemetry = Telemetry.start(settings, environment, serviceName);
        return new Pipeline() {
            @Override
            public Telemetry telemetry() {
                return telemetry;
            }

            @Override
            public void close() {
                telemetry.close();
                LogSetup.stop();
            }
        };
    }
}
