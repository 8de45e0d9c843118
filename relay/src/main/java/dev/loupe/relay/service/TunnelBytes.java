package dev.loupe.relay.service;

/** What has gone through an exchange's connection since it became a tunnel, if it did. */
final class TunnelBytes {
    private boolean open;
    private long sent;
    private long received;

    void begin() {
        open = true;
    }

    void add(int bytes, boolean fromClient) {
        if (fromClient) {
            sent += bytes;
        } else {
            received += bytes;
        }
    }

    /** Whether the connection became a tunnel. */
    boolean isOpen() {
        return open;
    }

    /** By the client. */
    long sent() {
        return sent;
    }

    /** By the client. */
    long received() {
        return received;
    }
}
