package dev.loupe.relay.service.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Pseudonyms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Key rules written as in a configuration, and what they find. */
final class Plans {
    static final Set<String> KINDS = Set.of("order", "customer");
    static final Pseudonyms PSEUDONYMS =
            Pseudonyms.of(PseudonymKeys.of(1, Map.of(1, "a key for the tests".getBytes(UTF_8))));

    private final Routes routes;
    private final KeyRules rules;

    private Plans(Routes routes, List<Extractor> extractors) {
        this.routes = routes;
        this.rules = KeyRules.of(extractors, KINDS, routes, PSEUDONYMS);
    }

    /** Each rule as {@code kind: source}. */
    static Plans of(List<String> templates, String... rules) {
        Routes routes = Routes.of("routes", templates, 10);
        return new Plans(routes, Arrays.stream(rules).map(Plans::extractor).toList());
    }

    static Plans of(String... rules) {
        return of(List.of(), rules);
    }

    static Extractor extractor(String rule) {
        String[] parts = rule.split(": | on ", 3);
        KeySource source = KeySource.parse(parts[1]);
        return parts.length == 3 ? new Extractor(parts[0], source, parts[2]) : new Extractor(parts[0], source);
    }

    /** The key that a value makes. */
    static BusinessKey key(String kind, String value) {
        return new BusinessKey(kind, PSEUDONYMS.of(kind, value));
    }

    private KeyPlan plan(Head request) {
        return rules.of(routes.match(request.method(), request.target()));
    }

    List<BusinessKey> inHead(Head request) {
        List<BusinessKey> found = new ArrayList<>();
        plan(request).inHead(request, routes.match(request.method(), request.target()), found::add);
        return found;
    }

    /** What a body in these runs says. */
    List<BusinessKey> inRequest(Head request, byte[]... runs) {
        List<BusinessKey> found = new ArrayList<>();
        read(plan(request).inRequestBody(request, found::add), runs);
        return found;
    }

    List<BusinessKey> inRequest(Head request, String... runs) {
        return inRequest(
                request, Arrays.stream(runs).map(run -> run.getBytes(UTF_8)).toArray(byte[][]::new));
    }

    List<BusinessKey> inResponse(Head request, Response response, String body) {
        List<BusinessKey> found = new ArrayList<>();
        read(plan(request).inResponseBody(response, found::add), new byte[][] {body.getBytes(UTF_8)});
        return found;
    }

    private static void read(BodyKeys body, byte[][] runs) {
        if (body == null) {
            return;
        }
        for (byte[] run : runs) {
            ByteBuf content =
                    Unpooled.directBuffer(run.length + 1).writeByte('!').writeBytes(run);
            content.readByte();
            if (body.isHungry()) {
                body.read(content);
            }
            content.release();
        }
        body.end(true);
    }
}
