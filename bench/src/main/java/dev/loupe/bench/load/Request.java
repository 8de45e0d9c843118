package dev.loupe.bench.load;

/**
 * The one request that a load repeats.
 *
 * @param method {@code GET}, {@code PUT} with a body of anything, or {@code POST} with a JSON body
 * @param path absolute path
 * @param objectBytes size of the body that moves: the answer's for GET, else the request's
 * @param json the body for POST; empty for others
 */
public record Request(String method, String path, long objectBytes, String json) {

    /** {@code GET}, or {@code PUT} of so many bytes. */
    public Request(String method, String path, long objectBytes) {
        this(method, path, objectBytes, "");
    }

    /** {@code POST} of that text, which is ASCII. */
    public static Request post(String path, String json) {
        return new Request("POST", path, json.length(), json);
    }

    /** Whether the request carries the object. */
    public boolean isUpload() {
        return !method.equals("GET");
    }
}
