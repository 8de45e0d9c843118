package dev.loupe.relay.amqp.monitor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/** Takes an answer's body up to a size; of a larger one nothing is kept. */
final class BoundedBody implements BodyCodec<Buffer> {
    private final int most;

    BoundedBody(int most) {
        this.most = most;
    }

    /** An answer was larger than what is read. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the answer is too large", null, false, false);
        }
    }

    @Override
    public BodyStream<Buffer> stream() {
        return new Taken(most);
    }

    private static final class Taken implements BodyStream<Buffer> {
        private final int most;
        private final Promise<Buffer> result = Promise.promise();
        private Buffer taken = Buffer.buffer();

        Taken(int most) {
            this.most = most;
        }

        @Override
        public Future<Buffer> result() {
            return result.future();
        }

        @Override
        public void handle(Throwable failure) {
            result.tryFail(failure);
        }

        @Override
        public Future<Void> write(Buffer part) {
            if (taken.length() + part.length() > most) {
                taken = Buffer.buffer();
                result.tryFail(new TooLarge());
            }
            if (result.future().failed()) {
                return Future.failedFuture(result.future().cause());
            }
            if (!result.future().isComplete()) {
                taken.appendBuffer(part);
            }
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            result.tryComplete(taken);
            return Future.succeededFuture();
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
            return this;
        }
    }
}
