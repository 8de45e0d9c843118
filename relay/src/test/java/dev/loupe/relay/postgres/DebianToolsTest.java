package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.DebianTool;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL's own programs and Python's drivers, as Debian packages them, over every way. */
class DebianToolsTest extends RealTest {
    @TempDir
    private Path home;

    private DebianTool tool(String name) {
        return DebianTool.postgres(name, home);
    }

    /** How the server is reached past the relay. */
    private static String direct(String database) {
        return "host=127.0.0.1 port=" + server(14).port() + " user=postgres sslmode=disable dbname=" + database;
    }

    private String through(Way way, String database) {
        return uri(way).replace("dbname=postgres", "dbname=" + database);
    }

    @ParameterizedTest
    @EnumSource
    void psql_writesWhatItWritesWithoutTheRelay(Way way) throws IOException {
        goes(way, server(14));
        Path script = Files.writeString(
                home.resolve("script.sql"),
                """
                \\set VERBOSITY verbose
                CREATE TEMP TABLE t (i int PRIMARY KEY, t text);
                INSERT INTO t SELECT i, repeat('x', i) FROM generate_series(1, 500) i;
                COPY t FROM STDIN;
                1000\tone thousand
                \\.
                INSERT INTO t VALUES (1, 'again');
                SELECT * FROM t;
                SELECT 1 \\; SELECT 2 \\; SELECT 1/0 \\; SELECT 3;
                BEGIN; SAVEPOINT s; SELECT nothing; ROLLBACK TO s; COMMIT;
                COPY t TO STDOUT;
                DO $$ BEGIN RAISE NOTICE 'noticed'; END $$;
                SELECT repeat('long', 1000000) AS l \\gset
                SELECT length(:'l');
                """);
        String[] arguments = {"-X", "-f", script.toString(), "-d"};
        String through = tool("psql").runs(with(arguments, uri(way)));
        assertThat(through).isEqualTo(tool("psql").runs(with(arguments, direct("postgres"))));
        assertThat(through).contains("noticed", "division by zero", "one thousand", "4000000");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void pgbench_runsWithoutAFailure(Way way) {
        goes(way, server(14));
        String database = "bench_" + way.name().toLowerCase(Locale.ROOT);
        server(14).runs("CREATE DATABASE " + database);
        tool("pgbench").runs("-i", "-q", through(way, database));
        for (String protocol : new String[] {"simple", "extended", "prepared"}) {
            for (String script : new String[] {"tpcb-like", "select-only"}) {
                String report = tool("pgbench")
                        .runs(
                                "-n",
                                "-M",
                                protocol,
                                "-b",
                                script,
                                "-c",
                                "4",
                                "-j",
                                "2",
                                "-t",
                                "50",
                                through(way, database));
                assertThat(report)
                        .contains("number of transactions actually processed: 200/200")
                        .contains("number of failed transactions: 0");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dumpAndRestore_copyADatabaseWithLargeObjects(Way way) throws IOException {
        goes(way, server(14));
        String from = "from_" + way.name().toLowerCase(Locale.ROOT);
        String to = "to_" + way.name().toLowerCase(Locale.ROOT);
        server(14).runs("CREATE DATABASE " + from, "CREATE DATABASE " + to);
        Path script = Files.writeString(
                home.resolve("fill.sql"),
                """
                CREATE TABLE t (i int PRIMARY KEY, d bytea);
                INSERT INTO t SELECT i, decode(repeat(md5(i::text), 100), 'hex') FROM generate_series(1, 500) i;
                CREATE INDEX ON t (d);
                CREATE VIEW v AS SELECT count(*) FROM t;
                SELECT lo_from_bytea(0, decode(repeat(md5(i::text), 2000), 'hex')) FROM generate_series(1, 20) i;
                """);
        tool("psql").runs("-X", "-q", "-f", script.toString(), "-d", direct(from));
        Path dump = home.resolve("dump");
        tool("pg_dump").runs("-Fc", "-f", dump.toString(), "-d", through(way, from));
        tool("pg_restore").runs("-e", "-d", through(way, to), dump.toString());
        String original = plain(from);
        assertThat(original.contains("lowrite") && original.contains("CREATE INDEX"))
                .isTrue();
        assertThat(plain(to).equals(original)).isTrue();
    }

    /** Without the lines that hold a word made up for each dump. */
    private String plain(String database) {
        return tool("pg_dump").runs("-d", direct(database)).replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }

    @ParameterizedTest
    @EnumSource
    void recvlogical_receivesChanges(Way way) throws Exception {
        goes(way, server(14));
        String slot = "received_" + way.name().toLowerCase(Locale.ROOT);
        server(14).runs("CREATE TABLE IF NOT EXISTS received (t text)");
        tool("pg_recvlogical").runs("--create-slot", "-S", slot, "-P", "test_decoding", "-d", uri(way));
        Path changes = home.resolve("changes");
        Process process = tool("pg_recvlogical")
                .start(Map.of(), home.resolve("log"), "--start", "-S", slot, "-f", changes.toString(), "-d", uri(way));
        server(14).runs("INSERT INTO received VALUES ('" + slot + "')");
        await().until(() -> Files.exists(changes) && Files.readString(changes).contains("'" + slot + "'"));
        process.destroy();
        process.waitFor();
        await().ignoreExceptions().until(() -> {
            server(14).runs("SELECT pg_drop_replication_slot('" + slot + "')");
            return true;
        });
        if (way.isObserved()) {
            assertThat(sessions.next().blind).containsExactly(Blind.REPLICATION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void psycopg2_works(Way way) throws IOException {
        goes(way, server(14));
        Path script = Files.writeString(
                home.resolve("two.py"),
                """
                import io, os, psycopg2
                connection = psycopg2.connect(os.environ['DSN'])
                cursor = connection.cursor()
                cursor.execute('CREATE TEMP TABLE t (i int, t text)')
                cursor.executemany('INSERT INTO t VALUES (%s, %s)', [(i, 'x' * i) for i in range(100)])
                cursor.copy_expert('COPY t FROM STDIN', io.StringIO('7\\tseven\\n'))
                named = connection.cursor('named')
                named.itersize = 10
                named.execute('SELECT i FROM t')
                assert len(list(named)) == 101
                named.close()
                try:
                    cursor.execute('SELECT nothing')
                except psycopg2.Error as e:
                    assert e.pgcode == '42703'
                connection.rollback()
                connection.close()
                print('done')
                """);
        assertThat(DebianTool.python(home).runs(Map.of("DSN", uri(way)), script.toString()))
                .isEqualTo("done\n");
    }

    @ParameterizedTest
    @EnumSource
    void psycopg3_pipelinesCancelsAndCopies(Way way) throws IOException {
        goes(way, server(14));
        Path script = Files.writeString(
                home.resolve("three.py"),
                """
                import logging, os, psycopg, threading
                logging.getLogger('psycopg').setLevel(logging.CRITICAL)
                connection = psycopg.connect(os.environ['DSN'], autocommit=True, prepare_threshold=2)
                connection.execute('CREATE TEMP TABLE t (i int PRIMARY KEY, t text)')
                with connection.pipeline():
                    cursors = [connection.execute('SELECT %s::int', (i,)) for i in range(500)]
                    assert [c.fetchone()[0] for c in cursors] == list(range(500))
                try:
                    with connection.pipeline() as pipeline:
                        connection.execute('INSERT INTO t VALUES (1)')
                        pipeline.sync()
                        connection.execute('INSERT INTO t VALUES (1)')
                        connection.execute('INSERT INTO t VALUES (2)')
                        pipeline.sync()
                        connection.execute('INSERT INTO t VALUES (3)')
                except psycopg.errors.UniqueViolation:
                    print('violated')
                assert 1 in connection.execute('SELECT array_agg(i) FROM t').fetchone()[0]
                with connection.cursor().copy('COPY t FROM STDIN (FORMAT BINARY)') as copy:
                    copy.set_types(['int4', 'text'])
                    for i in range(10, 10000):
                        copy.write_row((i, 'row'))
                with connection.cursor().copy('COPY t TO STDOUT') as copy:
                    assert sum(1 for row in copy.rows()) > 9000
                threading.Timer(0.5, connection.cancel).start()
                try:
                    connection.execute('SELECT pg_sleep(60)')
                except psycopg.errors.QueryCanceled:
                    print('done')
                connection.close()
                """);
        assertThat(DebianTool.python(home).runs(Map.of("DSN", uri(way)), script.toString()))
                .isEqualTo("violated\ndone\n");
        if (way.isObserved()) {
            RecordedSessions.Recorded recorded = sessions.next();
            assertThat(recorded.blind).isEmpty();
            assertThat(recorded.frontend).anyMatch(FrontendEvent.CopyData.class::isInstance);
            assertThat(recorded.backend).contains(new BackendEvent.CommandComplete("INSERT 0 1"));
            assertThat(sessions.next().frontend).anyMatch(FrontendEvent.CancelRequest.class::isInstance);
        }
    }
}
