package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Running;
import java.util.Optional;

/**
 * What clients connect to.
 *
 * @param name of the system
 * @param process absent for the broker itself
 */
record Target(String name, int port, Optional<Running> process) {
    static Target of(Running system) {
        return new Target(system.name(), system.port(), Optional.of(system));
    }

    /** Without anything in between. */
    static Target direct(int port) {
        return new Target("direct", port, Optional.empty());
    }

    boolean warmsUp() {
        return process.isPresent() && process.get().warmsUp();
    }
}
