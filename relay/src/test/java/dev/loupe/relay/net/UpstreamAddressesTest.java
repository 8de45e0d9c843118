package dev.loupe.relay.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look-ups seen from the event loop. */
class UpstreamAddressesTest {
    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();

    @AfterEach
    void close() throws Exception {
        result(vertx.close());
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private <T> T onLoop(Callable<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }

    private static InetAddress[] loopback(int count) throws UnknownHostException {
        InetAddress[] all = new InetAddress[count];
        for (int i = 0; i < count; i++) {
            all[i] = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (i + 1)});
        }
        return all;
    }

    @Test
    void lookUpThatEndsWhileTheLoopIsBusy_isKnownToWhoeverThenWaitsForIt() throws Exception {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        onLoop(() -> {
            UpstreamAddresses addresses = new UpstreamAddresses(context, name -> loopback(1), "h", any -> true);
            Future<?> lookUp = addresses.refresh();
            long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
            while (!lookUp.isComplete() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            lookUp.onComplete(done -> known.complete(addresses.known()));
            return null;
        });
        assertThat(known.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lookUp_endsOnTheLoopThatItBelongsTo() throws Exception {
        UpstreamAddresses addresses = new UpstreamAddresses(context, name -> loopback(1), "h", any -> true);
        List<Boolean> inLoop = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Boolean> seen = new CompletableFuture<>();
            // As from a handler of Netty, which has no context of Vert.x about it.
            context.nettyEventLoop().execute(() -> addresses
                    .refresh()
                    .onComplete(done -> seen.complete(context.nettyEventLoop().inEventLoop())));
            inLoop.add(seen.get(20, TimeUnit.SECONDS));
        }
        assertThat(inLoop).containsOnly(true);
    }

    @Test
    void addressThatRefused_isTriedLastForAWhile() throws Exception {
        InetAddress[] all = loopback(3);
        UpstreamAddresses addresses = new UpstreamAddresses(context, name -> all, "h", any -> true);
        result(onLoop(addresses::refresh));
        long now = System.nanoTime();
        onLoop(() -> {
            addresses.refused(all[1], now);
            for (int i = 0; i < 6; i++) {
                assertThat(addresses.inOrder(now)).hasSize(3).endsWith(all[1]);
            }
            List<InetAddress> first = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                first.add(
                        addresses.inOrder(now + Duration.ofSeconds(6).toNanos()).get(0));
            }
            assertThat(first).containsExactlyInAnyOrder(all);
            return null;
        });
    }
}
