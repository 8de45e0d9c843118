package dev.loupe.bench.compare;

import dev.loupe.bench.process.RunningProcess;
import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How an nginx of our own is started: in the foreground, in a folder of its own, from a generated configuration. */
public final class Nginx {

    private static final String MAIN =
            """
            worker_processes %d;
            %sdaemon off;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 16384; multi_accept on; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                keepalive_requests 1000000000;
                keepalive_timeout 3600s;
                tcp_nodelay on;
            %s}
            """;

    private Nginx() {}

    static Optional<Path> program() {
        return Tool.find("nginx");
    }

    /** As it says itself. */
    public static String version() {
        return program()
                .map(nginx -> Tool.firstLine(nginx.toString(), "-v").replace("nginx version: ", ""))
                .orElse("nginx: not there");
    }

    /** Without this line root's nginx would run its workers as a user who cannot read the temporary folder. */
    static String configuration(int workers, String http) {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return MAIN.formatted(workers, user, http.indent(4));
    }

    static RunningProcess start(Workspace workspace, Path file) throws IOException {
        Path folder = file.getParent();
        Path program = program().orElseThrow(() -> new IOException("nginx is not installed"));
        return workspace.start(
                folder.getFileName().toString(),
                List.of(program.toString(), "-p", folder.toString(), "-c", file.toString()));
    }

    static Path write(Workspace workspace, String name, String configuration) throws IOException {
        return Files.writeString(workspace.folder(name).resolve("nginx.conf"), configuration);
    }
}
