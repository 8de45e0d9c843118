package dev.loupe.relay.net;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses behind the upstream's name, looked up again from time to time, used in turn; one that refused is left
 * out for a while as long as there is another. Touched on its event loop only; the look-up itself runs on a worker.
 */
public final class UpstreamAddresses {
    private static final Logger log = LoggerFactory.getLogger(UpstreamAddresses.class);
    private static final long SHUNNED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Finds the addresses behind a name; may block. */
    public interface LookUp {
        /** All of them, at least one. */
        InetAddress[] of(String name) throws UnknownHostException;
    }

    private final ContextInternal context;
    private final LookUp lookUp;
    private final String host;
    private final Predicate<InetAddress> allowed;
    private final Map<InetAddress, Long> shunnedUntil = new HashMap<>();
    private List<InetAddress> addresses = List.of();
    private Future<List<InetAddress>> found;
    private int turn;
    private boolean withheld;

    /** @param allowed which of the addresses may be used */
    public UpstreamAddresses(ContextInternal context, LookUp lookUp, String host, Predicate<InetAddress> allowed) {
        this.context = context;
        this.lookUp = lookUp;
        this.host = host;
        this.allowed = allowed;
    }

    /** Looks the name up again; a failure keeps the addresses that are known. */
    public Future<List<InetAddress>> refresh() {
        if (found != null && !found.isComplete()) {
            return found;
        }
        // What is returned completes after the addresses are set: a look-up may end while somebody starts to wait for
        // it.
        found = context.executeBlocking(() -> List.of(lookUp.of(host)), false)
                .map(all -> {
                    addresses = all.stream().filter(allowed).toList();
                    withheld = addresses.isEmpty();
                    return addresses;
                })
                .onFailure(e -> {
                    // Not which one: what a forward proxy is asked for may be a customer's.
                    log.debug("an upstream's name has no address now");
                });
        return found;
    }

    /** Whether any address is known. */
    public boolean known() {
        return !addresses.isEmpty();
    }

    /** Whether the name has addresses, but none that is allowed. */
    public boolean withheld() {
        return withheld;
    }

    /** All known addresses, in the order in which to try them for one connection. */
    public List<InetAddress> inOrder(long now) {
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
    public void refused(InetAddress address, long now) {
        shunnedUntil.keySet().retainAll(addresses);
        shunnedUntil.put(address, now + SHUNNED_NANOS);
    }

    /** The address took a connection. */
    public void took(InetAddress address) {
        shunnedUntil.remove(address);
    }
}
