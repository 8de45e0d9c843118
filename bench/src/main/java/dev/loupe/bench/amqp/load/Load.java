package dev.loupe.bench.amqp.load;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** Carries out one order. */
final class Load {
    private final LoadOrder order;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Load(LoadOrder order) {
        this.order = order;
    }

    LoadResult run() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(order.port());
        factory.setAutomaticRecoveryEnabled(false);
        List<LoadClient> clients = new ArrayList<>();
        for (int i = 0; i < order.clients(); i++) {
            clients.add(new LoadClient(factory.newConnection(), order, i));
        }
        long began = System.nanoTime();
        long deadline = began + order.millis() * 1_000_000L;
        CountDownLatch running = new CountDownLatch(clients.size());
        clients.forEach(client -> new Thread(() -> run(client, deadline, running), "publisher").start());
        running.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        for (LoadClient client : clients) {
            client.close();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return LoadResult.of(
                clients.stream().mapToLong(LoadClient::delivered).sum(),
                seconds,
                clients.stream()
                        .map(LoadClient::latencies)
                        .flatMapToLong(LongStream::of)
                        .toArray(),
                clients.stream().mapToLong(LoadClient::errors).sum());
    }

    private void run(LoadClient client, long deadline, CountDownLatch running) {
        try {
            client.run(deadline);
        } catch (IOException | InterruptedException | TimeoutException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            running.countDown();
        }
    }
}
