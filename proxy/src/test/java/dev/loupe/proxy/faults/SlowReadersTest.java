package dev.loupe.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.proxy.fixture.Wire;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Many clients who ask and do not read, and read at last. */
class SlowReadersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int READERS = 48;
    private static final int SIZE = 16 << 20;
    private static final long MIB = 1 << 20;

    @Test
    void clientsWhoDoNotRead_costTheMemoryThatIsAllowedAndGetEveryByteAtLast() throws Exception {
        byte[] content = FileContent.bytes(SIZE, 64);
        try (SignedStore store = SignedStore.start();
                Wire toStore = Wire.to(store.endpoint());
                RunningProxy proxy = RunningProxy.before(toStore.endpoint(), "memory=4MiB");
                S3Client direct = Sdk.client(store.endpoint());
                S3Client readers = Sdk.client(proxy.endpoint())) {
            direct.createBucket(b -> b.bucket("rings"));
            direct.putObject(b -> b.bucket("rings").key("large.stl"), RequestBody.fromBytes(content));
            List<ResponseInputStream<GetObjectResponse>> downloads = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                downloads.add(readers.getObject(b -> b.bucket("rings").key("large.stl")));
            }

            long held = heldOnceNothingMoves(toStore);
            System.out.println("HELD " + held + " passed " + toStore.passed());
            assertThat(held).isLessThan(12 * MIB);
            String whole = FileContent.digest(new java.io.ByteArrayInputStream(content));
            for (InputStream download : downloads) {
                assertThat(FileContent.digest(download)).isEqualTo(whole);
            }
            await("nothing in flight").atMost(PATIENCE).until(() -> proxy.inFlight() == 0);
        }
    }

    /** Netty's buffers that somebody holds, when the sockets' own are full and so nothing comes from the store. */
    private static long heldOnceNothingMoves(Wire toStore) {
        AtomicLong before = new AtomicLong(-1);
        await("standstill")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> toStore.passed() == before.getAndSet(toStore.passed()));
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
    }
}
