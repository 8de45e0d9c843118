package dev.loupe.demo.company;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The configuration of the sidecars as it ships, with no more changed than one machine and short waits demand. */
final class ShippedConfig {
    private ShippedConfig() {}

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
