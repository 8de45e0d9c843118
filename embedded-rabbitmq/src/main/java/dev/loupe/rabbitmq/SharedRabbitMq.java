package dev.loupe.rabbitmq;

import java.util.concurrent.atomic.AtomicLong;

/** One broker for all tests of a process, each of which takes a virtual host of its own. Thread-safe. */
public final class SharedRabbitMq {
    private static final AtomicLong HOSTS = new AtomicLong();

    private SharedRabbitMq() {}

    /** The broker, which is started by the first call and ends with the process. Nobody may kill or close it. */
    public static EmbeddedRabbitMq get() {
        return Holder.BROKER;
    }

    /** Makes a new virtual host in it. */
    public static String virtualHost() {
        String name = "test-" + HOSTS.incrementAndGet();
        get().management().makeVirtualHost(name);
        return name;
    }

    private static final class Holder {
        private static final EmbeddedRabbitMq BROKER = started();

        private static EmbeddedRabbitMq started() {
            EmbeddedRabbitMq broker = EmbeddedRabbitMq.start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "rabbitmq-end"));
            return broker;
        }
    }
}
