package dev.loupe.bench.load;

import java.util.Optional;

/**
 * The one request that a load repeats.
 *
 * @param method {@code GET}, or {@code PUT} with a body
 * @param path absolute path
 * @param objectBytes size of the body that moves: the answer's for GET, the request's for PUT
 */
public record Request(String method, String path, long objectBytes) {

    /** Whether the request carries the object. */
    public boolean isUpload() {
        return method.equals("PUT");
    }

    /** The bytes of a request body, absent for a download. */
    Optional<Integer> bodyBytes() {
        return isUpload() ? Optional.of(Math.toIntExact(objectBytes)) : Optional.empty();
    }
}
