package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Running;
import java.util.Optional;

/**
 * What clients connect to.
 *
 * @param name of the system
 * @param process absent for the server itself
 */
record Target(String name, int port, Optional<Running> process) {
    static Target of(Running system) {
        return new Target(system.name(), system.port(), Optional.of(system));
    }

    /** Without anything in between. */
    static Target direct(int port) {
        return new Target("direct", port, Optional.empty());
    }

    /** Prepared statements of the protocol outlive a transaction, which PgBouncer 1.18's sessions with a server do not. */
    boolean canDo(Work work) {
        return work != Work.SELECT_PREPARED || !name.equals(PgbouncerPeer.TRANSACTION);
    }

    boolean warmsUp() {
        return process.isPresent() && process.get().warmsUp();
    }
}
