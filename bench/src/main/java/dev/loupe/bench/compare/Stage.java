package dev.loupe.bench.compare;

import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The origin and the systems before it, all up and proven to pass bytes unchanged. */
public final class Stage {

    private final Workspace workspace;
    private final Check check;
    private final Running origin;
    private final List<Running> proxies;

    /** Fails unless a system is up and passes bytes unchanged. */
    @FunctionalInterface
    public interface Check {
        /** Blocks until it is known. */
        void check(Running system) throws IOException, InterruptedException;
    }

    private Stage(Workspace workspace, Check check, Running origin, List<Running> proxies) {
        this.workspace = workspace;
        this.check = check;
        this.origin = origin;
        this.proxies = proxies;
    }

    /** The origin alone, which has been started; fails if it does not answer. */
    public static Stage open(Workspace workspace, Running origin, Check check)
            throws IOException, InterruptedException {
        check.check(origin);
        return new Stage(workspace, check, origin, List.of());
    }

    /** Starts systems before the origin, one after the other; fails if one does not answer or changes a byte. */
    public Stage with(List<Peer> peers) throws IOException, InterruptedException {
        List<Running> started = new ArrayList<>();
        for (Peer peer : peers) {
            Running running = peer.start(workspace, origin.port());
            check.check(running);
            started.add(running);
        }
        return new Stage(workspace, check, origin, List.copyOf(started));
    }

    /** The origin, which is the system {@code direct}. */
    public Running origin() {
        return origin;
    }

    /** The systems before it, in the order in which they were given. */
    public List<Running> proxies() {
        return proxies;
    }
}
