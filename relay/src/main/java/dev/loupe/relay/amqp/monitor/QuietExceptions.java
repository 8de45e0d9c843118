package dev.loupe.relay.amqp.monitor;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.StrictExceptionHandler;

/** The monitor says itself what went wrong, once; the client would write a stack each time, with what the broker said. */
final class QuietExceptions extends StrictExceptionHandler {
    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable failure) {
        // The connection is over, which the next question finds out.
    }

    @Override
    protected void log(String message, Throwable failure) {
        // As above.
    }
}
