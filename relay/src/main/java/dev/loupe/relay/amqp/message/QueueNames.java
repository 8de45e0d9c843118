package dev.loupe.relay.amqp.message;

/** What queues are named: as they are, unless a machine has made the name up. */
final class QueueNames {
    /** What stands for every name that a machine has made up. */
    static final String TEMPORARY = "(temporary)";

    private static final int UUID_LENGTH = 36;
    private static final int HEX_LENGTH = 32;
    private static final int LONGEST = 128;

    private QueueNames() {}

    /** @param made whether the broker is known to have made it up */
    static String of(String queue, boolean made) {
        return made || isMadeUp(queue) || queue.length() > LONGEST ? TEMPORARY : queue;
    }

    /**
     * RabbitMQ's own names ({@code amq.gen-…}, {@code amq.rabbitmq.reply-to…}), Spring's ({@code spring.gen-…}), and those that
     * hold a UUID.
     */
    static boolean isMadeUp(String queue) {
        return queue.startsWith("amq.gen")
                || queue.startsWith("amq.rabbitmq.reply-to")
                || queue.startsWith("amq_")
                || queue.startsWith("spring.gen-")
                || holdsUuid(queue);
    }

    private static boolean holdsUuid(String text) {
        int digits = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hex = Character.digit(c, 16) >= 0;
            digits = hex ? digits + 1 : 0;
            run = hex || c == '-' ? run + 1 : 0;
            if (digits >= HEX_LENGTH || (run >= UUID_LENGTH && isUuid(text, i + 1 - UUID_LENGTH))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a UUID stands there: 8, 4, 4, 4 and 12 hexadecimal digits between dashes. */
    static boolean isUuid(String text, int from) {
        if (from < 0 || from + UUID_LENGTH > text.length()) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a UUID and nothing else. */
    static boolean isUuid(String text) {
        return text.length() == UUID_LENGTH && isUuid(text, 0);
    }
}
