package dev.loupe.relay.http;

import java.util.Random;

/**
 * One exchange of the soak test, drawn from a number: client and upstream draw the same from the number in the target, so
 * each knows to the byte what the other one has to send.
 */
record SoakPlan(
        long seed,
        String method,
        String requestBody,
        boolean chunkedRequest,
        Framing framing,
        String responseBody,
        UpstreamTrouble upstreamTrouble,
        ClientTrouble clientTrouble) {
    private static final int HELD_FOR_A_SECOND_ATTEMPT = 32 * 1024;

    /** How the response ends. */
    enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    /** What the upstream does besides answering. */
    enum UpstreamTrouble {
        NONE,
        RESETS_IN_THE_RESPONSE,
        CLOSES_AFTERWARDS,
        CLOSES_INSTEAD
    }

    /** What the client does besides asking. */
    enum ClientTrouble {
        NONE,
        RESETS_IN_THE_REQUEST,
        RESETS_IN_THE_RESPONSE
    }

    static SoakPlan of(long seed) {
        Random random = new Random(seed);
        String method = pick(random, "GET", "GET", "GET", "HEAD", "DELETE", "PUT", "PUT", "POST");
        boolean hasBody = method.startsWith("P");
        return new SoakPlan(
                seed,
                method,
                hasBody ? text(seed, size(random)) : "",
                hasBody && random.nextInt(3) == 0,
                pick(random, Framing.LENGTH, Framing.LENGTH, Framing.CHUNKED, Framing.CHUNKED, Framing.UNTIL_CLOSE),
                text(-seed, size(random)),
                random.nextInt(10) > 0 ? UpstreamTrouble.NONE : pick(random, UpstreamTrouble.values()),
                random.nextInt(12) > 0 ? ClientTrouble.NONE : pick(random, ClientTrouble.values()));
    }

    static SoakPlan of(Peer.Message request) {
        String line = request.startLine();
        return of(Long.parseLong(line.substring(line.indexOf('/') + 1, line.lastIndexOf(' '))));
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static int size(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(3);
            case 2, 3 -> random.nextInt(2_000);
            case 4 -> random.nextInt(50_000);
            default -> random.nextInt(400_000);
        };
    }

    private static String text(long seed, int size) {
        String unit = seed + ",";
        return unit.repeat(size / unit.length() + 1).substring(0, size);
    }

    /** Whether it may be sent before the answers to those ahead have been read. */
    boolean isSmall() {
        return requestBody.length() < 2_000;
    }

    /** Whether a connection that the upstream closes unasked must cost the client nothing. */
    boolean isRepeatable() {
        return !method.equals("POST") && !chunkedRequest && requestBody.length() <= HELD_FOR_A_SECOND_ATTEMPT;
    }

    @Override
    public String toString() {
        return seed + " " + method + " " + framing + " " + upstreamTrouble + " " + clientTrouble;
    }

    String request() {
        String head = method + " /" + seed + " HTTP/1.1\r\nHost: h\r\n";
        if (chunkedRequest) {
            return head + "Transfer-Encoding: chunked\r\n\r\n" + requestWire();
        }
        return head
                + (method.startsWith("P") ? "Content-Length: " + requestBody.length() + "\r\n\r\n" : "\r\n")
                + requestBody;
    }

    /** The request's body as it stands on the wire. */
    String requestWire() {
        return chunkedRequest ? chunked(requestBody) : requestBody;
    }

    String responseHead() {
        return "HTTP/1.1 200 OK\r\nX-Seed: " + seed
                + switch (framing) {
                    case LENGTH -> "\r\nContent-Length: " + responseBody.length() + "\r\n\r\n";
                    case CHUNKED -> "\r\nTransfer-Encoding: chunked\r\n\r\n";
                    case UNTIL_CLOSE -> "\r\nConnection: close\r\n\r\n";
                };
    }

    /** The response's body as it stands on the wire. */
    String responseWire() {
        if (method.equals("HEAD")) {
            return "";
        }
        return framing == Framing.CHUNKED ? chunked(responseBody) : responseBody;
    }

    private static String chunked(String body) {
        StringBuilder wire = new StringBuilder();
        for (int at = 0; at < body.length(); at += 7_000) {
            String chunk = body.substring(at, Math.min(body.length(), at + 7_000));
            wire.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return wire.append("0\r\n\r\n").toString();
    }
}
