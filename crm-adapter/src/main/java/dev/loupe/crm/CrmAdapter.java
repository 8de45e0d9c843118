package dev.loupe.crm;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import java.net.URI;
import java.util.List;

/**
 * The CRM's sidecar as the launcher sees it. Operators read all day, and administrators do what concerns no order: unless
 * told otherwise, reads and administrators' routes are counted and make no spans.
 */
public final class CrmAdapter extends AdapterDeployable {
    private static final int PORT = 8301;
    private static final URI CRM = URI.create("http://127.0.0.1:8300");
    private static final int CONSOLE = 9467;
    private static final List<String> LOW_VALUE = List.of("GET /**", "HEAD /**", "/admin/**");

    /** Of no state. */
    public CrmAdapter() {
        super("crm", "CRM adapter", "curl -i {entrance}/");
    }

    @Override
    public AdapterConfig defaults() {
        AdapterConfig plain = AdapterConfig.defaults("crm-api", PORT, CRM, CONSOLE);
        return plain.with(plain.inbound().excluding(LOW_VALUE));
    }
}
