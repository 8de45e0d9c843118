package dev.loupe.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port to listen on. */
final class FreePort {
    private FreePort() {}

    /** The wanted port, or 0 (any free one) if somebody else has it. */
    static int orAny(int wanted) {
        try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound() ? wanted : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
