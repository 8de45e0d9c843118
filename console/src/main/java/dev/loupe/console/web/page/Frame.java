package dev.loupe.console.web.page;

import dev.loupe.console.web.asset.Assets;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands around every page.
 *
 * @param title what this process is, such as {@code S3 proxy}
 * @param service on whose behalf it makes spans
 * @param entrance address that clients connect to; may be empty while it starts
 * @param example a command to try first, in which {@code {entrance}} stands for the address; may be empty
 * @param jaeger base address of Jaeger's pages
 * @param journeys whether there are pages on orders
 * @param databases whether there are pages on databases and their locks
 * @param brokers whether there are pages on queues and messages
 * @param assets style sheet and scripts
 */
public record Frame(
        String title,
        String service,
        Supplier<String> entrance,
        String example,
        Optional<URI> jaeger,
        boolean journeys,
        boolean databases,
        boolean brokers,
        Assets assets) {

    String exampleHere() {
        return example.replace("{entrance}", entrance.get());
    }

    /** The trace's page in Jaeger; empty if there is no Jaeger, or its address is not one that a browser may open. */
    Optional<String> inJaeger(String traceId) {
        return jaeger.filter(base -> "http".equals(base.getScheme()) || "https".equals(base.getScheme()))
                .map(base -> base.toString().replaceAll("/+$", "") + "/trace/" + traceId);
    }
}
