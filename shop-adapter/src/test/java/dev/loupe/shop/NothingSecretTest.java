package dev.loupe.shop;

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
            Path.of("../conf/shop-adapter.yaml"),
            List.of(
                    "POST /orders",
                    "GET /orders?customer=SECRET",
                    "GET /orders/SECRET",
                    "PUT /orders/SECRET/model?SECRET",
                    "POST /orders/SECRET/checkout"),
            Map.of("mes-api", List.of("POST /prices", "POST /prices?order=SECRET")),
            Map.of("3d-files-storage", NothingSecret.FILES),
            List.of("shop-db"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "ecs"})
    void secretThatPassesThrough_isNowhere(String logFormat) throws Exception {
        ADAPTER.holds(folder, logFormat);
    }
}
