package dev.loupe.demo.company;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.demo.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The configuration of the sidecars, and what they need in a database, as it ships, with no more changed than one machine and short waits demand. */
final class ShippedConfig {
    private static final String MONITOR = "postgres-monitor.sql";

    private ShippedConfig() {}

    /**
     * Lets the sidecars' monitors log in.
     *
     * @param password that they will have
     */
    static void allowMonitors(EmbeddedDatabase database, String password) {
        try (InputStream shipped = ShippedConfig.class.getResourceAsStream(MONITOR)) {
            database.runs("postgres", MONITOR, new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + MONITOR, e);
        }
        database.runs("postgres", MONITOR, "ALTER ROLE loupe_monitor PASSWORD '" + password + "'");
    }

    /**
     * Reads it.
     *
     * @param sets {@code key=value} each, as on the command line
     */
    static AdapterConfig of(AdapterDeployable sidecar, List<String> sets, Map<String, String> environment) {
        String name = sidecar.name() + "-adapter.yaml";
        try (InputStream shipped = ShippedConfig.class.getResourceAsStream(name)) {
            Path file = Files.createTempFile("loupe-", '-' + name);
            try {
                Files.copy(shipped, file, StandardCopyOption.REPLACE_EXISTING);
                return new ConfigLoader(environment)
                        .load(file, sets, sidecar.defaults())
                        .config();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file for " + name, e);
        } catch (InvalidConfiguration e) {
            throw new IllegalStateException(name + " does not suit the demo: " + e.getMessage(), e);
        }
    }
}
