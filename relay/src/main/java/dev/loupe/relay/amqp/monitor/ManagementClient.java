package dev.loupe.relay.amqp.monitor;

import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Management;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks the management API, one question after the other over one connection. An answer is as large as a page of queues may be,
 * and takes no longer than the time-out; who passes either is left. Touched on one event loop.
 */
final class ManagementClient {
    private static final int LARGEST = 4 << 20;

    private final Vertx vertx;
    private final Management management;
    private final long timeoutMillis;
    private WebClient client;

    ManagementClient(Vertx vertx, Management management, Duration timeout) {
        this.vertx = vertx;
        this.management = management;
        this.timeoutMillis = timeout.toMillis();
        this.client = client();
    }

    /** The API has answered, and not with what was asked for. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status) {
            super("HTTP status " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private WebClient client() {
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("loupe-monitor")
                .setFollowRedirects(false)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) timeoutMillis)
                .setMaxHeaderSize(16 * 1024)
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (management.url().getScheme().equals("https")) {
            options.setSsl(true).setVerifyHost(true);
            management
                    .trust()
                    .ifPresent(trust -> options.setTrustOptions(new PemTrustOptions().addCertPath(trust.toString())));
        }
        return WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(1));
    }

    /**
     * An answer's JSON: an object or an array.
     *
     * @param path behind {@code /api}, encoded
     */
    Future<Object> get(String path) {
        String url = management.url().toString().replaceAll("/+$", "") + "/api" + path;
        Future<HttpResponse<Buffer>> asked = client.getAbs(url)
                .basicAuthentication(management.user(), management.password())
                .as(new BoundedBody(LARGEST))
                .send();
        return asked.timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .onFailure(failure -> startAnew())
                .compose(answer -> {
                    if (answer.statusCode() != 200) {
                        return Future.failedFuture(new Refused(answer.statusCode()));
                    }
                    try {
                        return Future.succeededFuture(Json.decodeValue(answer.body()));
                    } catch (DecodeException e) {
                        return Future.failedFuture(new Refused(200));
                    }
                });
    }

    private void startAnew() {
        client.close();
        client = client();
    }

    void close() {
        client.close();
    }
}
