package dev.loupe.bench.compare;

import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The store behind every system: an nginx of its own that serves files with {@code sendfile} and reads uploads to their
 * last byte before it answers.
 *
 * <p>An nginx that answers with {@code return} does so before the body has come, which no store does. So the upload is
 * read into memory, and a request without its body goes to an inner server over a Unix socket for the answer.
 */
public final class Origin {

    private static final String HTTP =
            """
            sendfile on;
            sendfile_max_chunk 2m;
            tcp_nopush on;
            open_file_cache max=100;
            open_file_cache_valid 3600s;
            upstream done { server unix:%1$s; keepalive 256; keepalive_requests 1000000000; }
            server { listen unix:%1$s; return 200; }
            server {
                listen 127.0.0.1:%2$d;
                root %3$s;
                location %4$s {
                    client_max_body_size 64m;
                    client_body_buffer_size 1m;
                    client_body_in_single_buffer on;
                    proxy_pass http://done;
                    proxy_http_version 1.1;
                    proxy_method GET;
                    proxy_pass_request_body off;
                    proxy_set_header Content-Length "";
                    proxy_set_header Connection "";
                }
            }
            """;

    private Origin() {}

    /**
     * Starts the server.
     *
     * @param root has the files
     * @param uploads where bodies are taken, as an nginx location: a path's beginning
     */
    public static Running start(Workspace workspace, Path root, String uploads) throws IOException {
        Path folder = workspace.folder("origin");
        int port = Workspace.freePort();
        String http = HTTP.formatted(folder.resolve("done.sock"), port, root, uploads);
        Path file = Nginx.write(workspace, "origin", Nginx.configuration(1, http));
        return Running.untraced("direct", port, Nginx.start(workspace, file), file);
    }
}
