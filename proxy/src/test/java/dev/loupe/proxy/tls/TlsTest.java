package dev.loupe.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.Identity;
import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The AWS SDK over TLS to the proxy, and the proxy over TLS to the store; each trusts one certificate. */
class TlsTest {
    private static final int SIZE = 12_000_000;
    private static final byte[] CONTENT = FileContent.bytes(SIZE, 5);

    @TempDir
    private Path folder;

    private Identity ofProxy;
    private Identity ofStore;

    @BeforeEach
    void identities() throws Exception {
        ofProxy = Identity.in(folder, "proxy");
        ofStore = Identity.in(folder, "store");
    }

    private RunningProxy before(SignedStore store, Identity trusted) throws Exception {
        return RunningProxy.before(
                store.endpoint(),
                "listen.tls.certificate=" + ofProxy.certificate(),
                "listen.tls.key=" + ofProxy.key(),
                "upstream.tls.trust=" + trusted.certificate());
    }

    @Test
    void bothSides_carryEveryByteAndTheSignature() throws Exception {
        try (SignedStore store = SignedStore.startSecure(ofStore);
                RunningProxy proxy = before(store, ofStore);
                S3Client client = Sdk.secureClient(proxy.endpoint(), ofProxy);
                S3Client direct = Sdk.secureClient(store.endpoint(), ofStore)) {
            assertThat(proxy.endpoint().getScheme()).isEqualTo("https");
            client.createBucket(b -> b.bucket("rings"));
            client.putObject(b -> b.bucket("rings").key("a b+Ж.stl"), RequestBody.fromBytes(CONTENT));

            assertThat(direct.getObjectAsBytes(b -> b.bucket("rings").key("a b+Ж.stl"))
                            .asByteArrayUnsafe())
                    .isEqualTo(CONTENT);
            assertThat(client.getObjectAsBytes(b -> b.bucket("rings").key("a b+Ж.stl"))
                            .asByteArrayUnsafe())
                    .isEqualTo(CONTENT);
            assertThat(client.getObjectAsBytes(
                                    b -> b.bucket("rings").key("a b+Ж.stl").range("bytes=5-9"))
                            .asByteArrayUnsafe())
                    .hasSize(5);
        }
    }

    @Test
    void storeThatIsNotTrusted_isNotTalkedTo() throws Exception {
        try (SignedStore store = SignedStore.startSecure(ofStore);
                RunningProxy proxy = before(store, ofProxy);
                S3Client client = Sdk.secureClient(proxy.endpoint(), ofProxy)) {
            S3Exception refused = catchThrowableOfType(S3Exception.class, client::listBuckets);

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.awsErrorDetails().errorMessage())
                    .isEqualTo("The TLS handshake with the upstream failed; its certificate may not be trusted.");
        }
    }

    @Test
    void changedCertificate_isShownToNewConnectionsAndOldOnesGoOn() throws Exception {
        try (SignedStore store = SignedStore.startSecure(ofStore);
                RunningProxy proxy = before(store, ofStore);
                S3Client old = Sdk.secureClient(proxy.endpoint(), ofProxy)) {
            old.createBucket(b -> b.bucket("rings"));
            old.putObject(b -> b.bucket("rings").key("a.stl"), RequestBody.fromBytes(CONTENT));
            ResponseInputStream<GetObjectResponse> download =
                    old.getObject(b -> b.bucket("rings").key("a.stl"));
            Identity renewed = Identity.in(Files.createDirectory(folder.resolve("new")), "renewed");
            Files.move(renewed.key(), ofProxy.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(renewed.certificate(), ofProxy.certificate(), StandardCopyOption.REPLACE_EXISTING);

            await("the new certificate").atMost(Duration.ofSeconds(30)).until(() -> accepts(proxy, renewed));

            assertThat(download.readAllBytes()).isEqualTo(CONTENT);
            try (S3Client distrusting = Sdk.secureClient(proxy.endpoint(), ofProxy)) {
                assertThatThrownBy(distrusting::listBuckets).isInstanceOf(SdkClientException.class);
            }
        }
    }

    private static boolean accepts(RunningProxy proxy, Identity trusted) {
        try (S3Client client = Sdk.secureClient(proxy.endpoint(), trusted)) {
            return client.listBuckets().hasBuckets();
        } catch (SdkClientException e) {
            return false;
        }
    }
}
