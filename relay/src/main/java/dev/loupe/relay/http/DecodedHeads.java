package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.Head;
import java.util.List;

/** What the decoder found, as an observer sees it. */
final class DecodedHeads {
    private DecodedHeads() {}

    static final class Request implements RequestHead {
        private final Head head;
        private final String method;
        private final String target;

        Request(Head head) {
            this.head = head;
            this.method = head.method();
            this.target = head.target();
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public int minorVersion() {
            return head.minorVersion();
        }

        @Override
        public String header(String lowerCaseName) {
            return head.first(lowerCaseName);
        }

        @Override
        public List<String> headers(String lowerCaseName) {
            return head.all(lowerCaseName);
        }
    }

    record Response(Head head) implements ResponseHead {
        @Override
        public int status() {
            return head.status();
        }

        @Override
        public String header(String lowerCaseName) {
            return head.first(lowerCaseName);
        }

        @Override
        public long contentLength() {
            String value = head.first("content-length");
            try {
                return value == null ? -1 : Long.parseLong(value);
            } catch (NumberFormatException e) {
                return -1;
            }
        }
    }
}
