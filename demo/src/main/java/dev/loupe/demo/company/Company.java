package dev.loupe.demo.company;

import java.net.URI;

/** The company. */
final class Company {
    private Company() {}

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
