package dev.loupe.mes;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import java.net.URI;
import java.util.List;

/** The MES's sidecar as the launcher sees it. What a price calculation is stands in its configuration. */
public final class MesAdapter extends AdapterDeployable {
    private static final int PORT = 8201;
    private static final URI MES = URI.create("http://127.0.0.1:8200");
    private static final int CONSOLE = 9466;

    /** Of no state. */
    public MesAdapter() {
        super("mes", "MES adapter", "curl -i {entrance}/");
    }

    @Override
    public AdapterConfig defaults() {
        AdapterConfig plain = AdapterConfig.defaults("mes-api", PORT, MES, CONSOLE);
        return plain.with(plain.inbound().excluding(List.of("GET /health")));
    }
}
