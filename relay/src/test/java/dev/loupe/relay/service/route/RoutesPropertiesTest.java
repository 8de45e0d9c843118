package dev.loupe.relay.service.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes, routes are few, and what stands in a path for a thing is in none of them. */
class RoutesPropertiesTest {
    private static final int MOST = 20;

    private final Routes routes = Routes.of("routes", List.of("/orders/{order}", "/a/{b}/**", "GET /x"), MOST);
    private final Set<String> names = new HashSet<>();

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> pieces = Arbitraries.of(
                "/", "/", "/", "orders", "a", "x", "10234", "%2F", ";p=1", "?q=1", "#f", "..", "**", "{order}", "://",
                "\u00e9");
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(4);
        return Arbitraries.oneOf(pieces, any).list().ofMaxSize(60).map(list -> String.join("", list));
    }

    @Property
    void anyTarget_hasAName(@ForAll("targets") String target) {
        RouteMatch match = routes.match("GET", target);
        List<String> parameters = new ArrayList<>();
        match.eachParameter((name, value) -> parameters.add(value));

        assertThat(match.name()).doesNotContain("10234", "?", ";", "#", "\u00e9", "%");
        assertThat(match.toString()).isEqualTo(match.name());
        assertThat(parameters).noneMatch(String::isEmpty);
        names.add(match.name());
        assertThat(names).hasSizeLessThanOrEqualTo(MOST + 4);
    }
}
