package dev.loupe.bench.compare;

import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** nginx as an expert sets it up before an object store: streaming both ways, kept connections, no log. */
public final class NginxPeer implements Peer {

    private static final String HTTP =
            """
            upstream store { server 127.0.0.1:%d; keepalive 128; keepalive_requests 1000000000; }
            server {
                listen 127.0.0.1:%d reuseport;
                client_max_body_size 0;
                client_body_buffer_size 256k;
                location / {
                    proxy_pass http://store;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host $http_host;
                    proxy_buffering off;
                    proxy_buffer_size 256k;
                    proxy_buffers 4 256k;
                    proxy_busy_buffers_size 256k;
                    proxy_request_buffering off;
                }
            }
            """;

    private final int workers;

    /** With as many workers as the other systems have event loops. */
    public NginxPeer(int workers) {
        this.workers = workers;
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Optional<String> missing() {
        return Nginx.program().isPresent()
                ? Optional.empty()
                : Optional.of("not installed (apt-get install nginx-light)");
    }

    @Override
    public String settings() {
        return Nginx.version() + ": worker_processes " + workers
                + ", listen reuseport, upstream keepalive 128, proxy_buffering off, proxy_buffer_size 256k,"
                + " proxy_request_buffering off, client_body_buffer_size 256k, tcp_nodelay on, access_log off";
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        Path file = Nginx.write(workspace, name(), Nginx.configuration(workers, HTTP.formatted(originPort, port)));
        return Running.untraced(name(), port, Nginx.start(workspace, file), file);
    }
}
