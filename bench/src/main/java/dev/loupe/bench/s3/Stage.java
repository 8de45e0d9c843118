package dev.loupe.bench.s3;

import dev.loupe.bench.load.Probe;
import dev.loupe.bench.load.Request;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The origin and the systems before it, all up and proven to pass bytes unchanged. */
final class Stage {

    private final Workspace workspace;
    private final Running origin;
    private final List<Running> proxies;

    private Stage(Workspace workspace, Running origin, List<Running> proxies) {
        this.workspace = workspace;
        this.origin = origin;
        this.proxies = proxies;
    }

    /** Starts the origin alone; fails if it does not answer. */
    static Stage open(Workspace workspace) throws IOException, InterruptedException {
        Stage stage = new Stage(workspace, Origin.start(workspace), List.of());
        stage.check(stage.origin);
        return stage;
    }

    /** Starts systems before the origin, one after the other; fails if one does not answer or changes a byte. */
    Stage with(List<Peer> peers) throws IOException, InterruptedException {
        List<Running> started = new ArrayList<>();
        for (Peer peer : peers) {
            Running running = peer.start(workspace, origin.port());
            check(running);
            started.add(running);
        }
        return new Stage(workspace, origin, List.copyOf(started));
    }

    /** The origin, which is the system {@code direct}. */
    Running origin() {
        return origin;
    }

    /** The systems before it, in the order in which they were given. */
    List<Running> proxies() {
        return proxies;
    }

    private void check(Running system) throws IOException, InterruptedException {
        Probe probe = new Probe();
        Request small = StoredObject.KB_1.get();
        if (!probe.answers(system.port(), small.path())) {
            throw new IOException(
                    system.name() + " does not answer. " + system.process().lastWords());
        }
        byte[] object = Files.readAllBytes(StoredObject.MB_1.in(Origin.objects(workspace)));
        probe.reads(system.port(), StoredObject.MB_1.get(), object);
        probe.writes(system.port(), StoredObject.MB_1.put(), object);
    }
}
