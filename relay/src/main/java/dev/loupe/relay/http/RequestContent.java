package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;

/** Tells an observer of a request's content: the bytes themselves as long as it wants them, else how many they are. */
final class RequestContent {
    private final ExchangeObserver observer;
    private boolean wanted;
    private int told;

    RequestContent(ExchangeObserver observer) {
        this.observer = observer;
    }

    /** Content is to come. */
    void begin() {
        wanted = observer.wantsRequestContent();
    }

    /** A run of content, without any framing, which {@link #passed} follows. */
    void run(ByteBuf in, int start, int length) {
        if (wanted) {
            told += length;
            observer.requestContent(length, in.slice(start, length));
            wanted = observer.wantsRequestContent();
        }
    }

    /** So many bytes have passed, with those that {@link #run} was given. */
    void passed(int content) {
        if (content > told) {
            observer.requestContent(content - told, null);
            wanted = observer.wantsRequestContent();
        }
        told = 0;
    }
}
