package dev.loupe.demo.company;

import java.net.URI;

/** Addresses on this machine. */
final class Local {
    private Local() {}

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
