package dev.loupe.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.relay.postgres.statement.KeyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterConfigTest {
    private static final AdapterConfig DEFAULTS =
            AdapterConfig.defaults("mes-api", 8201, URI.create("http://127.0.0.1:8200"), 9466);

    @TempDir
    private Path folder;

    @Test
    void itemsOfLists_keepDefaultsForWhatTheyDoNotSay() throws Exception {
        AdapterConfig config = load(
                "outbound: [{name: shop-api, listen: {port: 8202}, upstream: {url: http://shop:8101}}]",
                "s3: [{name: files, listen: {port: 8204}, upstream: {url: http://minio:9000}}]",
                "forward: {listen: {port: 8203}}");

        assertThat(config.outbound().get(0).propagate()).isTrue();
        assertThat(config.outbound().get(0).upstream().maxConnections()).isEqualTo(1024);
        assertThat(config.s3().get(0).listen().host()).isEqualTo("127.0.0.1");
        assertThat(config.forward().orElseThrow().propagate()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            service: ''                                     | service: must be the name of the service that the spans are about
            kinds: [Order]                                  | kinds: must be at most 16 names, each of at most 32 small letters, digits and _ after a letter
            kinds: [customer]                               | kinds: must be names with order among them, the journeys.kind that stages are about
            inbound: {routes: ["GET /a//b"]}                | inbound.routes[0]: must be without an empty segment: no // and no / at the end
            inbound: {exclude: ["/a{b}"]}                   | inbound.exclude[0]: must be with a whole segment for each parameter, named by letters, digits, _ and -: {order}
            inbound: {trusted: [10.0.0.0/40]}               | inbound.trusted[0]: must be a network with a prefix of at most 32
            inbound: {formats: [zipkin]}                    | inbound.formats[0]: must be one of b3, b3-multi, jaeger; it is "zipkin"
            inbound: {keys: [{kind: ordr, from: header x}]} | inbound.keys[0]: must be for a kind that is declared: customer, operator, order
            inbound: {keys: [{kind: order, from: path id}]} | inbound.keys[0]: must be for a parameter that its route has: {id}
            inbound: {keys: [{kind: order, from: request a}]} | inbound.keys[0].from: must be a JSON pointer: /member/0/member, of at most 512 characters
            inbound: {keys: [{kind: order, from: body /a}]} | inbound.keys[0].from: must be path NAME, header NAME, query NAME, cookie NAME, form NAME, request /json/pointer or response /json/pointer
            inbound: {keys: [{kind: order, from: query a, on: GET /x}]} | inbound.keys[0]: must be on one of the routes, written as it is there
            console: {port: 8201}                           | console.port: must be another port than inbound.listen.port
            outbound: [{name: a b, listen: {port: 1}, upstream: {url: "http://a:1"}}] | outbound[0].name: must be a name of at most 64 letters, digits, dots, hyphens and _
            outbound: [{name: inbound, listen: {port: 1}, upstream: {url: "http://a:1"}}] | outbound[0].name: must be another name than that of inbound
            outbound: [{name: a, listen: {port: 8201}, upstream: {url: "http://a:1"}}] | outbound[0].listen.port: must be another port than inbound.listen.port
            forward: {listen: {port: 1}, allow: ["a:b"]}    | forward.allow[0]: must be host:port or host:first-last where a host is followed by a colon
            postgres: [{name: a b}]                         | postgres[0].name: must be a name of at most 64 letters, digits, dots, hyphens and _
            postgres: [{name: inbound, listen: {port: 1}}]  | postgres[0].name: must be another name than that of inbound
            postgres: [{name: a, listen: {port: 8201}}]     | postgres[0].listen.port: must be another port than inbound.listen.port
            postgres: [{name: a, listen: {port: 1}}, {name: b, listen: {port: 1}}] | postgres[1].listen.port: must be another port than postgres[0].listen.port
            postgres: [{name: a, listen: {socket: /s}}, {name: b, listen: {socket: /s}}] | postgres[1].listen.socket: must be another socket than postgres[0].listen.socket
            postgres: [{name: a, listen: {port: 1}, keys: [{kind: ordr, column: orders.id}]}] | postgres[0].keys[0].kind: must be one of the kinds that are declared: order, customer, operator
            postgres: [{name: a, listen: {port: 1}, keys: [{kind: order}]}] | postgres[0].keys[0].column: must be given, or else statement and parameter
            postgres: [{name: a, listen: {port: 1}, keys: [{kind: order, statement: "UPDATE*"}]}] | postgres[0].keys[0].parameter: must be given with statement, and only then
            postgres: [{name: a, listen: {port: 1}, upstream: {tls: {mode: on}}}] | postgres[0].upstream.tls.mode: must be one of off, require, verify-ca, verify-full; it is "on"
            postgres: [{name: a, listen: {port: 1}, monitor: {interval: 1ms, database: a}}] | postgres[0].monitor.interval: must be from 100ms to 24h
            postgres: [{name: a, listen: {port: 1}, keys: [{kind: order, column: orders.id, parameter: 1}]}] | postgres[0].keys[0].parameter: must be given with statement, and only then
            price: {start: POST /prices, ends: [POST /prices]} | price.start: must be about a route that is configured, written as it is there; there is none
            price: {start: POST /prices, ends: []}          | price.ends: must be at least one rule: otherwise no calculation would ever end
            """)
    void mistake_isToldWithItsKey(String line, String message) throws IOException {
        String stages = line.startsWith("kinds: [c") ? "\nstages: [{stage: a, when: /a}]\ninbound: {routes: [/a]}" : "";
        assertThat(mistakes(line + stages)).containsExactly("adapter.yaml:1: " + message);
    }

    @Test
    void stageOnARouteThatIsNotThere_isToldWithItsLine() throws IOException {
        assertThat(mistakes(
                        "inbound:",
                        "  routes: [POST /orders, \"GET /orders/{order}\"]",
                        "stages:",
                        "  - {stage: placed, when: POST /orders}",
                        "  - {stage: seen, when: \"GET /orders/{id}\"}"))
                .containsExactly(
                        "adapter.yaml:5: stages[1].when: must be about a route that is configured, written as it is"
                                + " there: /orders, /orders/{order}");
    }

    @Test
    void stageOnAnExcludedRoute_isToldWithItsLine() throws IOException {
        assertThat(mistakes(
                        "inbound: {routes: [\"GET /orders/{order}\"], exclude: [GET /**]}",
                        "stages: [{stage: seen, when: \"GET /orders/{order}\"}]"))
                .containsExactly("adapter.yaml:2: stages[0].when: must be about a route that is not excluded");
    }

    @Test
    void stageByACallToNobody_isToldWithWhoThereIs() throws IOException {
        assertThat(mistakes(
                        "outbound: [{name: shop-api, listen: {port: 1}, upstream: {url: \"http://a:1\"}}]",
                        "stages: [{stage: priced, when: out shop GET /a}]"))
                .containsExactly(
                        "adapter.yaml:2: stages[0].when: must be about one of the servers that are called: shop-api");
    }

    @Test
    void stageByAStatementOfNobodysDatabase_isToldWithWhichThereAre() throws IOException {
        assertThat(mistakes(
                        "postgres: [{name: shop-db, listen: {port: 1}}]",
                        "stages: [{stage: stored, when: db mes-db UPDATE prices -> ok}]"))
                .containsExactly(
                        "adapter.yaml:2: stages[0].when: must be about one of the databases that are used: shop-db");
        assertThat(mistakes("stages: [{stage: stored, when: db mes-db UPDATE prices}]"))
                .containsExactly("adapter.yaml:1: stages[0].when: must be about a request: no database is configured");
    }

    @Test
    void keyOfADatabase_isAColumnOrAParameter() throws Exception {
        AdapterConfig config = load("postgres: [{name: a, listen: {port: 1}, keys: [{kind: order, column: orders.id},"
                + " {kind: order, statement: \"UPDATE prices*\", parameter: 2}]}]");

        assertThat(config.postgres().get(0).observed().statements().keys())
                .containsExactly(
                        new KeyRule.Column("order", "orders.id"), new KeyRule.Parameter("order", "UPDATE prices*", 2));
    }

    @Test
    void stageByAStatementThatIsExcluded_isTold() throws IOException {
        assertThat(mistakes(
                        "postgres: [{name: shop-db, listen: {port: 1}, exclude: [\"UPDATE p*\"]}]",
                        "stages: [{stage: stored, when: db shop-db UPDATE prices}]"))
                .containsExactly("adapter.yaml:2: stages[0].when: must be about a statement that is not excluded");
    }

    @Test
    void passwordOfAMonitor_isNeverSaid() throws Exception {
        AdapterConfig config =
                load("postgres: [{name: a, listen: {port: 1}, monitor: {database: a, password: 5ecr3t}}]");

        assertThat(config.toString()).contains("loupe_monitor").doesNotContain("5ecr3t");
        assertThat(mistakes("postgres: [{name: a, listen: {port: 1}, monitor: {database: a, password: [5ecr3t]}}]"))
                .allSatisfy(mistake -> assertThat(mistake).doesNotContain("5ecr3t"));
    }

    @Test
    void stagesThatDisagree_areTold() throws IOException {
        assertThat(mistakes(
                        "inbound: {routes: [/a, /b]}",
                        "stages: [{stage: x, when: /a, deadline: 1m}, {stage: x, when: /b, deadline: 2m}]"))
                .containsExactly("adapter.yaml:2: stages: must be rules that agree on the deadline of \"x\"");
    }

    private AdapterConfig load(String... lines) throws IOException, InvalidConfiguration {
        Path file = Files.writeString(folder.resolve("adapter.yaml"), String.join("\n", lines));
        return new ConfigLoader(Map.of()).load(file, List.of(), DEFAULTS).config();
    }

    private List<String> mistakes(String... lines) throws IOException {
        InvalidConfiguration invalid = catchThrowableOfType(InvalidConfiguration.class, () -> load(lines));
        return invalid.mistakes().stream()
                .map(message -> message.replace(folder + "/", ""))
                .toList();
    }
}
