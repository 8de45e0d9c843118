package dev.loupe.deploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Looks whether a base image's registry can be reached at all: Jib by itself tries for a minute. */
final class Registry {
    private static final String NO_WAY = "there is no way to its registry ";
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS = 443;

    private Registry() {}

    /**
     * Blocks for some seconds at most.
     *
     * @param base an image's name, {@code scratch}, or {@code tar://} and a file
     * @throws IOException if there is a registry, and no way to it
     */
    static void reach(String base) throws IOException, InvalidImageReferenceException {
        boolean elsewhere = base.contains("://") || System.getProperty("https.proxyHost") != null;
        if (elsewhere || ImageReference.parse(base).isScratch()) {
            return;
        }
        String registry = ImageReference.parse(base).getRegistry();
        int colon = registry.lastIndexOf(':');
        String host = colon < 0 ? registry : registry.substring(0, colon);
        int port = colon < 0 ? HTTPS : Integer.parseInt(registry.substring(colon + 1));
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException(NO_WAY + registry + ": its name is not known here");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new IOException(NO_WAY + registry + ": " + e.getMessage(), e);
        }
    }
}
