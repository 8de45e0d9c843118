package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PgBouncer, which is one thread, in one of its modes. */
final class PgbouncerPeer implements Peer {
    /** A client keeps its connection with the server. */
    static final String SESSION = "pgbouncer";

    /** Connections with the server are lent for a transaction. */
    static final String TRANSACTION = "pgbouncer-tx";

    private static final String CONFIGURATION =
            """
            [databases]
            * = host=127.0.0.1 port=%d user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = %s
            max_client_conn = 1200
            default_pool_size = %d
            ignore_startup_parameters = extra_float_digits
            log_connections = 0
            log_disconnections = 0
            """;

    private final String name;

    private PgbouncerPeer(String name) {
        this.name = name;
    }

    static PgbouncerPeer session() {
        return new PgbouncerPeer(SESSION);
    }

    static PgbouncerPeer transaction() {
        return new PgbouncerPeer(TRANSACTION);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> missing() {
        return Tool.find("pgbouncer").isPresent()
                ? Optional.empty()
                : Optional.of("not installed (apt-get install pgbouncer)");
    }

    @Override
    public String settings() {
        String version = Tool.find("pgbouncer")
                .map(program -> Tool.firstLine(program.toString(), "--version"))
                .orElse("not there");
        return version + ": pool_mode " + mode() + ", default_pool_size " + poolSize() + ", auth_type any";
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        Path program = Tool.find("pgbouncer").orElseThrow(() -> new IOException("pgbouncer is not installed"));
        String text = CONFIGURATION.formatted(originPort, port, mode(), poolSize());
        Path file = Files.writeString(workspace.folder(name).resolve("pgbouncer.ini"), text);
        List<String> command = new ArrayList<>(List.of(program.toString(), "--quiet"));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to be root, and reads its configuration before it becomes somebody else.
            command.add("--user=nobody");
        }
        command.add(file.toString());
        return Running.untraced(name, port, workspace.start(name, command), file);
    }

    private String mode() {
        return name.equals(SESSION) ? "session" : "transaction";
    }

    private int poolSize() {
        return name.equals(SESSION) ? Promises.IDLE_SESSIONS + 10 : 20;
    }
}
