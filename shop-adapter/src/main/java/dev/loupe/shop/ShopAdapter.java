package dev.loupe.shop;

import dev.loupe.assembly.AdapterDeployable;
import dev.loupe.assembly.config.AdapterConfig;
import java.net.URI;
import java.util.List;

/** The Shop's sidecar as the launcher sees it. Customers come from anywhere: it is a public edge unless told otherwise. */
public final class ShopAdapter extends AdapterDeployable {
    private static final int PORT = 8101;
    private static final URI SHOP = URI.create("http://127.0.0.1:8100");
    private static final int CONSOLE = 9465;

    /** Of no state. */
    public ShopAdapter() {
        super("shop", "Shop adapter", "curl -i {entrance}/");
    }

    @Override
    public AdapterConfig defaults() {
        AdapterConfig plain = AdapterConfig.defaults("shop-api", PORT, SHOP, CONSOLE);
        return plain.with(plain.inbound().atPublicEdge().excluding(List.of("GET /health")));
    }
}
