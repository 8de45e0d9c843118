package dev.loupe.relay.amqp.monitor;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One look over the management API: broker, nodes, the deepest queues, and where dead messages go. Touched on one event loop. */
final class ManagementRound {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int MOST_EXCHANGES = 50;

    private final ManagementClient client;
    private final String virtualHost;
    private final Grievances grievances;

    /** @param virtualHost whose queues are looked at */
    ManagementRound(ManagementClient client, String virtualHost, Grievances grievances) {
        this.client = client;
        this.virtualHost = encoded(virtualHost);
        this.grievances = grievances;
    }

    Future<ManagementLook> look() {
        return object("/overview?columns=rabbitmq_version,object_totals.connections")
                .compose(overview -> array("/nodes?columns=name,running,mem_alarm,disk_free_alarm")
                        .compose(nodes -> queues().compose(queues -> deadLetters(queues)
                                .map(dead -> new ManagementLook(
                                        QueueJson.text(overview, "rabbitmq_version")
                                                .orElse(""),
                                        QueueJson.number(QueueJson.object(overview, "object_totals"), "connections"),
                                        alarms(nodes),
                                        queues,
                                        dead)))));
    }

    /** An alarm of one node blocks the publishers of all (RabbitMQ manual, Memory and Disk Alarms). */
    private static Set<String> alarms(JsonArray nodes) {
        Set<String> alarms = new TreeSet<>();
        forEach(nodes, node -> {
            if (Boolean.TRUE.equals(node.getValue("mem_alarm"))) {
                alarms.add("memory");
            }
            if (Boolean.TRUE.equals(node.getValue("disk_free_alarm"))) {
                alarms.add("disk");
            }
        });
        return alarms;
    }

    private Future<List<QueueFacts>> queues() {
        return page(1, new ArrayList<>());
    }

    private Future<List<QueueFacts>> page(int number, List<QueueFacts> before) {
        String path = "/queues/" + virtualHost + "?pagination=true&page_size=" + PAGE + "&page=" + number
                + "&sort=messages&sort_reverse=true&columns=" + QueueJson.COLUMNS;
        return object(path).compose(page -> {
            forEach(array(page.getValue("items")), queue -> before.add(QueueJson.read(queue)));
            long pages = QueueJson.number(page, "page_count").orElse(1);
            if (number >= pages) {
                grievances.settled(BrokerMonitor.QUEUES);
                return Future.succeededFuture(before);
            }
            if (number >= MOST_PAGES) {
                grievances.missing(
                        BrokerMonitor.QUEUES,
                        "there are more than " + PAGE * MOST_PAGES + ", of which only the deepest are looked at");
                return Future.succeededFuture(before);
            }
            return page(number + 1, before);
        });
    }

    private Future<Set<String>> deadLetters(List<QueueFacts> queues) {
        Set<String> names = new HashSet<>();
        Set<String> exchanges = new LinkedHashSet<>();
        for (QueueFacts queue : queues) {
            queue.deadLetterExchange().ifPresent(exchange -> {
                if (exchange.isEmpty()) {
                    queue.deadLetterRoutingKey().ifPresent(names::add);
                } else if (exchanges.size() < MOST_EXCHANGES) {
                    exchanges.add(exchange);
                }
            });
        }
        Future<Set<String>> done = Future.succeededFuture(names);
        for (String exchange : exchanges) {
            done = done.compose(known -> bound(exchange, known));
        }
        return done;
    }

    private Future<Set<String>> bound(String exchange, Set<String> names) {
        String path = "/exchanges/" + virtualHost + '/' + encoded(exchange)
                + "/bindings/source?columns=destination,destination_type";
        return array(path)
                .map(bindings -> {
                    forEach(bindings, binding -> {
                        if (QueueJson.text(binding, "destination_type")
                                .filter("queue"::equals)
                                .isPresent()) {
                            QueueJson.text(binding, "destination").ifPresent(names::add);
                        }
                    });
                    return names;
                })
                .recover(failure -> failure instanceof ManagementClient.Refused
                        ? Future.succeededFuture(names)
                        : Future.failedFuture(failure));
    }

    private Future<JsonObject> object(String path) {
        return client.get(path)
                .compose(answer -> answer instanceof JsonObject object
                        ? Future.succeededFuture(object)
                        : Future.failedFuture(new ManagementClient.Refused(200)));
    }

    private Future<JsonArray> array(String path) {
        return client.get(path)
                .compose(answer -> answer instanceof JsonArray array
                        ? Future.succeededFuture(array)
                        : Future.failedFuture(new ManagementClient.Refused(200)));
    }

    private static JsonArray array(Object value) {
        return value instanceof JsonArray array ? array : new JsonArray();
    }

    private static void forEach(JsonArray array, Consumer<JsonObject> consumer) {
        for (Object each : array) {
            if (each instanceof JsonObject object) {
                consumer.accept(object);
            }
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
