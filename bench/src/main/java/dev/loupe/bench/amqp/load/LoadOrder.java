package dev.loupe.bench.amqp.load;

import java.util.List;

/**
 * What is to be done.
 *
 * @param port on 127.0.0.1
 * @param clients each with a connection, a queue, and two channels: one that publishes and one that consumes
 * @param bodyBytes of each message
 * @param confirms whether the publishing channel is in confirm mode
 * @param prefetch of the consumer, which acknowledges each message by itself
 * @param window messages of a client that may be under way
 */
public record LoadOrder(int port, int clients, int bodyBytes, boolean confirms, int prefetch, int window, int millis) {
    private static final int PARTS = 7;

    /** One line. */
    public String line() {
        return String.join(
                " ",
                List.of(
                        Integer.toString(port),
                        Integer.toString(clients),
                        Integer.toString(bodyBytes),
                        Boolean.toString(confirms),
                        Integer.toString(prefetch),
                        Integer.toString(window),
                        Integer.toString(millis)));
    }

    /** Reads that line. */
    public static LoadOrder parse(String line) {
        String[] parts = line.strip().split(" ", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("no order: " + line);
        }
        return new LoadOrder(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Boolean.parseBoolean(parts[3]),
                Integer.parseInt(parts[4]),
                Integer.parseInt(parts[5]),
                Integer.parseInt(parts[6]));
    }
}
