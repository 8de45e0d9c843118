package dev.loupe.relay.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses behind the upstream's name, looked up again from time to time, used in turn; one that refused is left
 * out for a while as long as there is another. Touched on its event loop only; the look-up itself runs on a worker.
 */
final class UpstreamAddresses {
    private static final Logger log = LoggerFactory.getLogger(UpstreamAddresses.class);
    private static final long SHUNNED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Vertx vertx;
    private final String host;
    private final Map<InetAddress, Long> shunnedUntil = new HashMap<>();
    private List<InetAddress> addresses = List.of();
    private Future<List<InetAddress>> lookUp;
    private int turn;

    UpstreamAddresses(Vertx vertx, String host) {
        this.vertx = vertx;
        this.host = host;
    }

    /** Looks the name up again; a failure keeps the addresses that are known. */
    Future<List<InetAddress>> refresh() {
        if (lookUp != null && !lookUp.isComplete()) {
            return lookUp;
        }
        lookUp = vertx.executeBlocking(() -> List.copyOf(Arrays.asList(InetAddress.getAllByName(host))), false)
                .onSuccess(found -> addresses = found)
                .onFailure(e -> log.debug("the upstream's name {} has no address now", host));
        return lookUp;
    }

    /** Whether any address is known. */
    boolean known() {
        return !addresses.isEmpty();
    }

    /** All known addresses, in the order in which to try them for one connection. */
    List<InetAddress> inOrder(long now) {
        if (addresses.size() < 2) {
            return addresses;
        }
        List<InetAddress> good = new ArrayList<>(addresses.size());
        List<InetAddress> shunned = new ArrayList<>(0);
        turn = (turn + 1) % addresses.size();
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress address = addresses.get((turn + i) % addresses.size());
            Long until = shunnedUntil.get(address);
            (until == null || until - now < 0 ? good : shunned).add(address);
        }
        good.addAll(shunned);
        return good;
    }

    /** The address did not take a connection. */
    void refused(InetAddress address, long now) {
        shunnedUntil.keySet().retainAll(addresses);
        shunnedUntil.put(address, now + SHUNNED_NANOS);
    }

    /** The address took a connection. */
    void took(InetAddress address) {
        shunnedUntil.remove(address);
    }
}
