package dev.loupe.relay.net.pair;

import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a Unix socket that is listened on. */
final class UnixSocket {
    private UnixSocket() {}

    /**
     * Removes what a process that is gone has left behind; blocks.
     *
     * @throws BindException if somebody listens there, or it is no socket
     */
    static void makeRoom(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.readAttributes(file, "*").get("isOther").equals(true) || isListenedOn(file)) {
            throw new BindException("the socket is in use");
        }
        Files.delete(file);
    }

    private static boolean isListenedOn(Path file) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
