package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleDatabases;
import dev.loupe.console.sample.SampleJourneys;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasePagesTest {
    private static final String EVIL = "<script>alert(1)</script>\"'";
    private static final Pattern SUMMARY = Pattern.compile("<summary>([^<]*)</summary>");

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleDatabases databases = SampleDatabases.until(Instant.now(), jeweller.traces());
    private final RunningConsole console = new RunningConsole(
            jeweller.live(), jeweller.traces(), SampleJourneys.until(Instant.now(), List.of()), databases);
    private final Visitor visitor = new Visitor(console.address());

    @AfterEach
    void close() {
        visitor.close();
        console.close();
    }

    @Test
    void databases_sayHowTheyAre() {
        databases.waitHere("SELECT orders");

        assertThat(visitor.gets("/parts/databases").body())
                .contains("shop-db", "postgres://db:5432", "PostgreSQL 17.6", "99.3 %", "4.85 s")
                .contains("idle in transaction")
                .contains("1 statement waits for a lock, up to 1.27 s")
                .contains("install pg_stat_statements");
    }

    @Test
    void databaseThatDoesNotAnswer_isToldAndHasNoFigures() {
        databases.goDown();

        assertThat(visitor.gets("/parts/databases").body().replaceAll("(?s).*mes-db", ""))
                .contains("does not answer its monitor")
                .doesNotContain("oldest transaction");
    }

    @ParameterizedTest
    @CsvSource({
        "'', UPDATE orders",
        "?sort=total, UPDATE orders",
        "?sort=unicorn, UPDATE orders",
        "?sort=calls, SELECT orders",
        "?sort=mean, SELECT orders customers",
        "?sort=max, UPDATE orders",
        "?sort=rows, SELECT orders",
        "?sort=locks, UPDATE orders",
        "?database=mes-db, SELECT parts"
    })
    void statements_beginWithTheLargest(String query, String first) {
        assertThat(statementsIn("/databases" + query)).first().isEqualTo(first);
        assertThat(statementsIn("/parts/statements" + query)).first().isEqualTo(first);
    }

    @Test
    void statements_areFilteredByTheirText() {
        assertThat(statementsIn("/parts/statements?statement=JOIN+customers"))
                .containsExactly("SELECT orders customers");
        assertThat(visitor.gets("/parts/statements?statement=unicorn").body())
                .contains("None of the 7 statements match");
        assertThat(visitor.gets("/databases?database=unicorn").body()).containsPattern("value=\"unicorn\" +selected");
    }

    @Test
    void statement_hasItsTextItsPlanAndItsLastTrace() {
        assertThat(visitor.gets("/parts/statements?statement=UPDATE").body())
                .contains("UPDATE orders SET state = $1, changed = now() WHERE id = $2")
                .contains("Index Scan using orders_pkey")
                .contains("href=\"/trace/" + databases.waiter() + "\"")
                .contains("4.24 s");
    }

    @Test
    void waitThatLasts_saysWhoIsInTheWayAndWhomThatOneWaitsFor() {
        databases.waitHere("SELECT orders");
        databases.deadlockHere();
        String page = visitor.gets("/locks").body();

        assertThat(page)
                .contains("1.27 s", "a row of orders", "UPDATE prices waits for DELETE prices", "deadlock")
                .contains("href=\"/trace/" + databases.culprit() + "\"");
        assertThat(page.indexOf("1.27 s")).isLessThan(page.indexOf("640 ms"));
    }

    @Test
    void waitThatIsOver_namesASessionThatPassesThroughNoRelay() {
        assertThat(visitor.gets("/parts/locks").body())
                .contains("Nobody waits for a lock.")
                .contains("3.40 s", "idle in transaction", "psql", "840 ms");
    }

    @Test
    void databaseWithoutMonitor_isNamedWhereLocksAreShown() {
        databases.goDown();

        assertThat(visitor.gets("/locks").body()).contains("Nobody looks for waits in mes-db");
    }

    @Test
    void traceThatWaited_saysForWhomInWords() {
        assertThat(words(visitor.gets("/trace/" + databases.waiter()).body()))
                .contains("It took 3.60 s. Waiting for locks took 3.40 s.")
                .contains("UPDATE orders waited 3.40 s for a row of orders, which UPDATE orders of trace "
                        + databases.culprit() + " had locked idle in transaction");
    }

    @Test
    void traceInTheWay_saysWhomItMadeWait() {
        assertThat(words(visitor.gets("/trace/" + databases.culprit()).body()))
                .contains("transaction shop-db made 2 others wait 3.40 s: trace " + databases.waiter() + " and 1 more");
    }

    @Test
    void whateverIsAskedFor_isEscaped() {
        assertThat(visitor.gets("/databases?statement=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27&database=%3Cscript%3E")
                        .body())
                .doesNotContain("<script>alert", "<script>\"");
        databases.waitHere(EVIL);
        assertThat(visitor.gets("/locks").body()).doesNotContain("<script>alert");
    }

    @Test
    void consoleWithoutDatabases_hasNoSuchPages() {
        try (RunningConsole other = new RunningConsole(jeweller.live(), jeweller.traces());
                Visitor guest = new Visitor(other.address())) {
            assertThat(guest.gets("/databases").status()).isEqualTo(404);
            assertThat(guest.gets("/locks").status()).isEqualTo(404);
            assertThat(guest.gets("/").body()).doesNotContain("href=\"/locks\"");
        }
    }

    private List<String> statementsIn(String path) {
        return SUMMARY.matcher(visitor.gets(path).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
