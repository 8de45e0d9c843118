package dev.loupe.assembly.wire;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** An adapter without a house of its own: all that it does stands in the YAML that a test writes. */
final class Sidecar extends AdapterDeployable {
    private Sidecar() {
        super("sidecar", "Sidecar", "");
    }

    @Override
    public AdapterConfig defaults() {
        return AdapterConfig.defaults("mes-api", 0, URI.create("http://127.0.0.1:1"), 0);
    }

    /** Writes the file into that folder and starts. */
    static RunningAdapter start(Path folder, ExportedSpans spans, String yaml) throws Exception {
        return RunningAdapter.of(new Sidecar(), write(folder, yaml), spans.exportedOver(Protocol.HTTP_PROTOBUF));
    }

    private static Path write(Path folder, String yaml) throws IOException {
        return Files.writeString(folder.resolve("sidecar.yaml"), yaml);
    }
}
