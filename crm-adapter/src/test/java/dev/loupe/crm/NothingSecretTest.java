package dev.loupe.crm;

import dev.loupe.assembly.fixture.NothingSecret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sidecar as it ships sees all that its service and everybody around it say, and tells none of it. */
class NothingSecretTest {
    private static final NothingSecret ADAPTER = new NothingSecret(
            Main.class,
            Path.of("../conf/crm-adapter.yaml"),
            List.of(
                    "POST /session",
                    "GET /orders",
                    "GET /orders/SECRET",
                    "POST /orders/SECRET/approve",
                    "PATCH /orders/SECRET/notes"),
            Map.of(
                    "shop-api",
                    List.of("GET /orders", "PUT /orders/SECRET/approval"),
                    "mes-api",
                    List.of("POST /production")),
            Map.of(),
            List.of("shop-db"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "ecs"})
    void secretThatPassesThrough_isNowhere(String logFormat) throws Exception {
        ADAPTER.holds(folder, logFormat);
    }
}
