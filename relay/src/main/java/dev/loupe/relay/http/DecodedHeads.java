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
        private final String host;

        Request(Head head, Route route) {
            this.head = head;
            this.method = head.method();
            this.target = route instanceof Route.Forward forward ? forward.target() : head.target();
            this.host = route instanceof Route.Forward forward ? forward.authority() : null;
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
            return host != null && lowerCaseName.equals("host") ? host : head.first(lowerCaseName);
        }

        @Override
        public List<String> headers(String lowerCaseName) {
            return host != null && lowerCaseName.equals("host") ? List.of(host) : head.all(lowerCaseName);
        }
    }

    /** What the relay itself answers to {@code CONNECT}. */
    static final class Connected implements ResponseHead {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public String header(String lowerCaseName) {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
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
