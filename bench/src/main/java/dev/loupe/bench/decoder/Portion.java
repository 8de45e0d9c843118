package dev.loupe.bench.decoder;

/** What is decoded at a time. */
interface Portion {
    /** Of both sides together. */
    int bytes();

    /** Of both sides together. */
    int messages();

    /** The one that JMH names as a parameter. */
    static Portion of(String name) {
        return name.startsWith("AMQP") ? AmqpTraffic.valueOf(name) : Traffic.valueOf(name);
    }
}
