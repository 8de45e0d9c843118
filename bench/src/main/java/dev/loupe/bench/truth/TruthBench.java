package dev.loupe.bench.truth;

import dev.loupe.bench.process.Machine;
import dev.loupe.bench.report.JsonRows;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole benchmark: each kind of service at each concurrency, one after the other. */
public final class TruthBench {
    /** Up to so many clients rest between visits. */
    private static final int FEW = 4;

    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter progress;

    /**
     * @param quick about a minute
     * @param out takes the report
     * @param progress takes a line for each step
     */
    public TruthBench(boolean quick, PrintWriter out, PrintWriter progress) {
        this(quick ? Plan.quick() : Plan.full(), out, progress);
    }

    TruthBench(Plan plan, PrintWriter out, PrintWriter progress) {
        this.plan = plan;
        this.out = out;
        this.progress = progress;
    }

    /** Runs it; answers whether no bar was missed. */
    public boolean run(Optional<Path> json) throws IOException, InterruptedException {
        describe();
        List<CaseResult> results = new ArrayList<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                EmbeddedRabbitMq broker = EmbeddedRabbitMq.start()) {
            prepare(server);
            for (Company.Kind kind : Company.Kind.values()) {
                for (int clients : plan.clients()) {
                    results.addAll(run(kind, clients, server.getPort()));
                    results.addAll(run(kind, clients, server.getPort(), broker));
                }
            }
        }
        List<String> missed = Bars.missed(results);
        out.print(table(results));
        missed.forEach(what -> out.println("MISSED " + what));
        out.println(missed.isEmpty() ? "every bar is met" : missed.size() + " bars are missed");
        out.flush();
        if (json.isPresent()) {
            List<Row> rows = new ArrayList<>();
            results.forEach(result -> rows.addAll(result.rows()));
            JsonRows.write(json.get(), rows);
        }
        return missed.isEmpty();
    }

    private List<CaseResult> run(Company.Kind kind, int clients, int server) throws IOException, InterruptedException {
        String label = kind.text() + " c" + clients;
        progress.println("... " + label);
        progress.flush();
        try (Company company = new Company(kind, server, Optional.empty())) {
            company.live(clients, plan.visits(), clients <= FEW);
            Ledger ledger = company.ledger();
            Judgement calls = Judgement.ofCalls(ledger, company.spans());
            Judgement statements = Judgement.ofStatements(ledger, company.spans(), company.sightings());
            return List.of(
                    result("http " + label, clients, calls, ledger),
                    result("postgres " + label, clients, statements, ledger));
        }
    }

    /** The same with work that comes as messages, and messages that are published from inside of requests and of that work. */
    private List<CaseResult> run(Company.Kind kind, int clients, int server, EmbeddedRabbitMq broker)
            throws IOException, InterruptedException {
        String label = kind.text() + " c" + clients;
        progress.println("... amqp " + label);
        progress.flush();
        String virtualHost = kind.text() + '-' + clients;
        broker.management().makeVirtualHost(virtualHost);
        Messaging.Broker at = new Messaging.Broker(broker.port(), virtualHost);
        Supply.prepare(at);
        try (Company company = new Company(kind, server, Optional.of(at))) {
            company.live(clients, plan.visits(), clients <= FEW);
            Ledger ledger = company.ledger();
            return List.of(
                    result("amqp " + label, clients, Judgement.ofPublishes(ledger, company.spans()), ledger),
                    result("http+amqp " + label, clients, Judgement.ofCalls(ledger, company.spans()), ledger),
                    result(
                            "postgres+amqp " + label,
                            clients,
                            Judgement.ofStatements(ledger, company.spans(), company.sightings()),
                            ledger));
        }
    }

    private static CaseResult result(String label, int clients, Judgement judgement, Ledger ledger) {
        return new CaseResult(
                label, clients, judgement.scores(), judgement.shared(), judgement.lost(), ledger.firstFailure());
    }

    private static void prepare(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : Sql.TABLES) {
                statement.execute(table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void describe() {
        out.println("machine: " + Machine.here().describe());
        out.println(
                "threads: a thread for each request, and a client that waits; events: requests and calls on one event"
                        + " loop. Clients, service, Loupe's paths and the servers called share this machine.");
        out.printf(
                Locale.ROOT,
                "%,d visits a case, in 100: %s%n",
                plan.visits(),
                Arrays.stream(Errand.values())
                        .filter(errand -> errand.share(false) > 0)
                        .map(errand -> errand.name().toLowerCase(Locale.ROOT) + " " + errand.share(false))
                        .collect(Collectors.joining(", ")));
        out.println("up to " + FEW + " clients rest for 0 to 2 ms between visits, so that one is often alone in flight;"
                + " background jobs are seen once alone, then run beside requests, 2 ms apart");
        out.println("postgres: a real server behind its path; threads: HikariCP and pgjdbc, 8 connections with the"
                + " extended and 8 with the simple protocol; events: vertx-pg-client, a pool of 8 for"
                + " transactions, and 2 connections with up to 16 statements in flight for those without one."
                + " BEGIN and COMMIT count too");
        out.println(
                "amqp: a real RabbitMQ behind its path; half as many messages as visits ask the service for work, as"
                        + " many at once as there are clients, prefetch 10; threads: a pool of 4 workers; events: all at"
                        + " once on the event loop. In 100 visits, "
                        + Arrays.stream(Errand.values())
                                .filter(errand -> errand.share(true) > 0)
                                .map(errand -> errand.name().toLowerCase(Locale.ROOT) + " " + errand.share(true))
                                .collect(Collectors.joining(", "))
                        + ": most of them publish. http+amqp and postgres+amqp: calls and statements for requests and"
                        + " messages");
        out.println(
                "recall: rightly attributed on this evidence, of the operations that carry it: explicit a traceparent,"
                        + " key an order, transaction an earlier statement that had one of them, sole nothing; all: of all"
                        + " that a request caused. twice and again (an order of two requests at once; in the last quarter"
                        + " of the visits, a client that hangs up and asks again) must be ambiguous and count against"
                        + " recall");
    }

    private static String table(List<CaseResult> results) {
        TextTable table = new TextTable(CaseResult.HEADINGS);
        results.forEach(result -> result.addTo(table));
        return '\n' + table.render();
    }
}
