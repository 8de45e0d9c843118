package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Exchange;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.vertx.core.Future;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/**
 * Carries what monitors say to each other: {@code LISTEN} and {@code NOTIFY} in the database that they all watch. A standby has
 * neither. Touched on one event loop, but for {@link #isOpen}.
 */
final class ExchangeTraffic {
    private static final String CHANNEL = "loupe_blame";
    private static final String NAME = "exchange";

    private final Grievances grievances;
    private final LongCounter messages;
    private final Attributes database;
    private Optional<MonitorConnection> connection = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean sending;
    private volatile boolean open;

    ExchangeTraffic(Reported instruments, Grievances grievances) {
        this.grievances = grievances;
        this.database = instruments.common();
        this.messages = instruments
                .meter()
                .counterBuilder(Names.METRIC_DB_EXCHANGE)
                .setDescription("What monitors have said to each other over their database, by what became of it")
                .build();
    }

    /** @param more is told when more is known of processes of the server */
    Future<Void> begin(MonitorConnection over, Exchange with, Runnable more) {
        if (over.facts().standby()) {
            grievances.missing(
                    NAME,
                    "a standby carries no notifications, so blockers that pass through other processes stay unknown");
            return Future.succeededFuture();
        }
        over.raw().notificationHandler(notification -> heard(notification, with, more));
        return over.ask("LISTEN " + CHANNEL)
                .<Void>map(listening -> {
                    connection = Optional.of(over);
                    exchange = Optional.of(with);
                    open = true;
                    grievances.settled(NAME);
                    return null;
                })
                .otherwise(failure -> {
                    grievances.missing(NAME, "other processes' monitors are not heard: " + Trouble.inWords(failure));
                    return null;
                });
    }

    void end() {
        open = false;
        connection = Optional.empty();
        exchange = Optional.empty();
        sending = false;
    }

    /** Whether others are heard. Thread-safe. */
    boolean isOpen() {
        return open;
    }

    /** Says what there is to say. One notification at a time: what comes up meanwhile goes with the next. */
    void send() {
        if (sending || connection.isEmpty()) {
            return;
        }
        MonitorConnection over = connection.get();
        exchange.flatMap(Exchange::outgoing).ifPresent(payload -> {
            sending = true;
            over.ask("SELECT pg_notify($1, $2)", Tuple.of(CHANNEL, payload)).onComplete(sent -> {
                count(sent.succeeded() ? "sent" : "unsent");
                if (connection.filter(now -> now == over).isPresent()) {
                    sending = false;
                    if (sent.succeeded()) {
                        send();
                    }
                }
            });
        });
    }

    private void heard(PgNotification notification, Exchange with, Runnable more) {
        if (!notification.getChannel().equals(CHANNEL)) {
            return;
        }
        Exchange.Heard heard = with.incoming(notification.getPayload());
        count(heard.name().toLowerCase(Locale.ROOT));
        if (heard == Exchange.Heard.ANSWER) {
            more.run();
        }
        send();
    }

    private void count(String outcome) {
        messages.add(1, database.toBuilder().put(Names.OUTCOME, outcome).build());
    }
}
