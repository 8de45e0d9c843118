package dev.loupe.proxy.tools;

import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store, a proxy in front of it, and a client that goes around the proxy; shared by the tests of a class. */
final class Through implements BeforeAllCallback, AfterAllCallback {
    private final Callable<SignedStore> start;
    private SignedStore store;
    private RunningProxy proxy;
    private S3Client direct;

    /** To a store that takes files of any size. */
    static Through toDisk() {
        return new Through(SignedStore::start);
    }

    /** To a store that takes keys of any form. */
    static Through toMemory() {
        return new Through(SignedStore::startInMemory);
    }

    private Through(Callable<SignedStore> start) {
        this.start = start;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        store = start.call();
        proxy = RunningProxy.before(store.endpoint());
        direct = Sdk.client(store.endpoint());
    }

    /** Where the tools connect. */
    URI endpoint() {
        return proxy.endpoint();
    }

    /** Where they would connect without the proxy. */
    URI storeEndpoint() {
        return store.endpoint();
    }

    /** Goes around the proxy. */
    S3Client direct() {
        return direct;
    }

    /** Makes an empty bucket, not through the proxy. */
    String bucket(String name) {
        direct.createBucket(b -> b.bucket(name));
        return name;
    }

    /** Puts a small file there, not through the proxy; with the HTTP client that leaves {@code //} in a key alone. */
    void put(String bucket, String key, String content) {
        try (S3AsyncClient client = Sdk.asyncClient(store.endpoint())) {
            client.putObject(b -> b.bucket(bucket).key(key), AsyncRequestBody.fromString(content))
                    .join();
        }
    }

    /** {@code key size}, as the store itself lists them. */
    List<String> listed(String bucket) {
        return lines(direct, bucket);
    }

    /** {@code key size}, as that client lists them. */
    static List<String> lines(S3Client client, String bucket) {
        return client.listObjectsV2Paginator(b -> b.bucket(bucket)).contents().stream()
                .map(Through::line)
                .toList();
    }

    private static String line(S3Object object) {
        return object.key() + " " + object.size();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        direct.close();
        proxy.close();
        store.close();
    }
}
