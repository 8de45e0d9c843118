package dev.loupe.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.relay.amqp.fate.FateSettings.QueueLimits;
import dev.loupe.relay.amqp.message.BrokerSettings;
import dev.loupe.relay.amqp.message.BrokerSettings.KeyAt;
import dev.loupe.relay.postgres.statement.KeyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            rabbitmq: [{name: a b, listen: {port: 1}}]      | rabbitmq[0].name: must be a name of at most 64 letters, digits, dots, hyphens and _
            rabbitmq: [{name: a, listen: {}}]               | rabbitmq[0].listen.port: is missing; it must be a whole number, such as 100
            rabbitmq: [{name: inbound, listen: {port: 1}}]  | rabbitmq[0].name: must be another name than that of inbound
            rabbitmq: [{name: a, listen: {port: 8201}}]     | rabbitmq[0].listen.port: must be another port than inbound.listen.port
            rabbitmq: [{name: a, listen: {port: 1}, unroutable: [""]}] | rabbitmq[0].unroutable[0]: must be a name, in which * stands for any characters
            rabbitmq: [{name: a, listen: {port: 1}, routingKeys: [a, "a.b{c}"]}] | rabbitmq[0].routingKeys[1]: must be words between dots, with a whole word for each parameter, named once: order.{order}.status
            rabbitmq: [{name: a, listen: {port: 1}, routingKeys: ["{a}.{a}"]}] | rabbitmq[0].routingKeys[0]: must be words between dots, with a whole word for each parameter, named once: order.{order}.status
            rabbitmq: [{name: a, listen: {port: 1}, keys: [{kind: ordr, header: x}]}] | rabbitmq[0].keys[0].kind: must be one of the kinds that are declared: order, customer, operator
            rabbitmq: [{name: a, listen: {port: 1}, keys: [{kind: order}]}] | rabbitmq[0].keys[0].header: must be given, or else body or property: exactly one of the three
            rabbitmq: [{name: a, listen: {port: 1}, keys: [{kind: order, header: x, body: /a}]}] | rabbitmq[0].keys[0].header: must be given, or else body or property: exactly one of the three
            rabbitmq: [{name: a, listen: {port: 1}, keys: [{kind: order, body: a}]}] | rabbitmq[0].keys[0].body: must be a JSON pointer: /member/0/member, of at most 512 characters
            rabbitmq: [{name: a, listen: {port: 1}, keys: [{kind: order, property: app-id}]}] | rabbitmq[0].keys[0].property: must be one of correlation-id, message-id, type
            rabbitmq: [{name: a, listen: {port: 1}, parent: child}] | rabbitmq[0].parent: must be one of trace, link; it is "child"
            rabbitmq: [{name: a, listen: {port: 1}, late: 31d}] | rabbitmq[0].late: must be from 1ms to 720h
            rabbitmq: [{name: a, listen: {port: 1}, queues: [{queue: q, stuck: 0s}]}] | rabbitmq[0].queues[0].stuck: must be from 1ms to 720h
            rabbitmq: [{name: a, listen: {port: 1}, upstream: {tls: {mode: on}}}] | rabbitmq[0].upstream.tls.mode: must be one of off, require, verify-ca, verify-full; it is "on"
            rabbitmq: [{name: a, listen: {port: 1}, monitor: {interval: 1ms}}] | rabbitmq[0].monitor.interval: must be from 100ms to 24h
            rabbitmq: [{name: a, listen: {port: 1}, monitor: {management: {url: "amqp://mq"}}}] | rabbitmq[0].monitor.management.url: must be http:// or https:// with host and port, and a path if it has one, such as http://mq:15672
            rabbitmq: [{name: a, listen: {port: 1}, monitor: {virtualhosts: /}}] | rabbitmq[0].monitor.virtualhosts: unknown key; did you mean virtualHost? Allowed here: enabled, user, password, virtualHost, interval, timeout, queues, deadLetters, management
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mq other PUBLISH orders:order.priced        | about one of the brokers that are used: mq
            mq mq PUBLISH audit:a                       | about a destination that is not excluded
            mq mq PUBLISH orders:order.10234.status     | about a destination as it is named: orders:order.{order}.status
            mq mq PUBLISH orders:order.{number}         | about a template that is among routingKeys, written as it is there
            mq mq SEND orders:order.priced              | such as mq rabbitmq PUBLISH orders:order.priced or mq rabbitmq PROCESS crm.status, with -> ok or -> error behind it if wanted
            mq mq PROCESS crm.status -> 200             | such as mq rabbitmq PUBLISH orders:order.priced or mq rabbitmq PROCESS crm.status, with -> ok or -> error behind it if wanted
            """)
    void stageByAMessageThatNobodyWouldTellOf_isTold(String when, String allowed) throws IOException {
        assertThat(mistakes(
                        "rabbitmq: [{name: mq, listen: {port: 1}, exclude: [\"audit:*\"],"
                                + " routingKeys: [\"order.{order}.status\"]}]",
                        "stages: [{stage: told, when: \"" + when + "\"}]"))
                .containsExactly("adapter.yaml:2: stages[0].when: must be " + allowed);
    }

    @Test
    void stageByAMessage_needsABroker() throws IOException {
        assertThat(mistakes("stages: [{stage: told, when: mq mq PUBLISH orders:order.priced}]"))
                .containsExactly("adapter.yaml:1: stages[0].when: must be about a request: no broker is configured");
    }

    @Test
    void broker_isReadWithItsDefaults() throws Exception {
        AdapterConfig config = load(
                "rabbitmq:",
                "  - name: mq",
                "    listen: {port: 1}",
                "    upstream: {host: broker}",
                "    edits: {mandatory: false}",
                "    routingKeys: [\"order.{order}.status\"]",
                "    keys: [{kind: order, header: x-order-id}, {kind: order, body: /order},"
                        + " {kind: order, property: correlation-id}]",
                "    late: 10s",
                "    queues: [{queue: crm.*, stuck: 1m}]",
                "    monitor: {password: 5ecr3t, management: {url: \"http://broker:15672\"}}",
                "stages: [{stage: told, when: \"mq mq PUBLISH orders:order.{order}.status -> error\"},"
                        + " {stage: known, when: mq mq PROCESS crm.status}]");
        Broker broker = config.rabbitmq().get(0);

        assertThat(broker.observed(config.kinds()))
                .isEqualTo(new BrokerSettings(
                        "mq",
                        "broker",
                        5672,
                        false,
                        new BrokerSettings.Edits(true, true, false),
                        List.of(),
                        List.of(),
                        List.of("order.{order}.status"),
                        1_000,
                        List.of(
                                new KeyAt.Header("order", "x-order-id"),
                                new KeyAt.Body("order", "/order"),
                                new KeyAt.Property("order", "correlation-id")),
                        BrokerSettings.Parent.TRACE,
                        Duration.ofHours(1),
                        10_000,
                        10_000,
                        Set.of("order", "customer", "operator")));
        assertThat(broker.fates().queues())
                .containsExactly(new QueueLimits("crm.*", Duration.ofSeconds(10), Duration.ofMinutes(1)));
        assertThat(broker.monitored().orElseThrow().management().orElseThrow().user())
                .isEqualTo("loupe_monitor");
        assertThat(broker.monitored().orElseThrow().deadLetters()).containsExactly("*.dead");
        assertThat(config.toString()).contains("loupe_monitor").doesNotContain("5ecr3t");
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
