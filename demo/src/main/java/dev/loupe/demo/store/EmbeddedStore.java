package dev.loupe.demo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * An S3 server on a free port of 127.0.0.1 that checks signatures (versions 2 and 4) and keeps its objects in a temporary
 * folder, which {@link #close} removes.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final long LARGEST_REQUEST = 5L * 1024 * 1024 * 1024;

    private final Path folder;
    private final BlobStoreContext context;
    private final S3Proxy server;

    private EmbeddedStore(Path folder, BlobStoreContext context, S3Proxy server) {
        this.folder = folder;
        this.context = context;
        this.server = server;
    }

    /** Starts a store that is empty. */
    public static EmbeddedStore start() {
        return start("");
    }

    /**
     * Starts a store that is empty.
     *
     * @param virtualHost the name under which buckets are virtual hosts, such as {@code s3.localhost}; empty for none
     */
    public static EmbeddedStore start(String virtualHost) {
        try {
            Path folder = Files.createTempDirectory("loupe-store");
            Properties properties = new Properties();
            properties.setProperty("jclouds.filesystem.basedir", folder.toString());
            BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                    .credentials(ACCESS_KEY, SECRET_KEY)
                    .overrides(properties)
                    .build(BlobStoreContext.class);
            S3Proxy.Builder builder = S3Proxy.builder()
                    .blobStore(context.getBlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    // The default of 32 MB would refuse a large model that is signed as a whole.
                    .v4MaxNonChunkedRequestSize(LARGEST_REQUEST)
                    .ignoreUnknownHeaders(true);
            if (!virtualHost.isEmpty()) {
                builder.virtualHost(virtualHost);
            }
            S3Proxy server = builder.build();
            server.start();
            return new EmbeddedStore(folder, context, server);
        } catch (IOException e) {
            throw new UncheckedIOException("the store has no temporary folder", e);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded store does not start", e);
        }
    }

    private static final String ACCESS_KEY = "jeweller";
    private static final String SECRET_KEY = "an-open-secret";

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The access key id that it knows. */
    public String accessKey() {
        return ACCESS_KEY;
    }

    /** The secret that belongs to it; for this store on this machine only. */
    public String secretKey() {
        return SECRET_KEY;
    }

    /** Ends the server and removes its objects. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded store does not stop", e);
        } finally {
            context.close();
            remove();
        }
    }

    private void remove() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store's temporary folder stays", e);
        }
    }
}
