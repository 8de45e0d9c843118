package dev.loupe.bench.compare;

import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.util.Optional;

/** A system that can stand between the client and the origin. */
public interface Peer {

    /** As in the report and the JSON. */
    String name();

    /** Why it cannot take part on this machine; absent if it can. */
    Optional<String> missing();

    /** Its version and the settings that matter, on one line. */
    String settings();

    /** Starts it before the origin; does not wait until it answers. */
    Running start(Workspace workspace, int originPort) throws IOException;
}
