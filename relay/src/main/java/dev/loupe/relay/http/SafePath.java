package dev.loupe.relay.http;

/** Stands between the relay and its path: what the path throws costs an observation, never an answer. */
final class SafePath {
    private final HttpPath path;

    SafePath(HttpPath path) {
        this.path = path;
    }

    /** Who is told about an exchange. */
    SafeObserver begin(RequestHead request, String scheme) {
        return SafeObserver.begin(path, request, scheme);
    }

    /** An answer in the path's form, or a plain one if the path fails. */
    HttpPath.ErrorBody errorBody(RelayError error, String requestId) {
        try {
            return path.errorBody(error, requestId);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lost(path, e);
            return new HttpPath.ErrorBody("text/plain", error.message(), "x-request-id");
        }
    }

    /** A connection or request was refused before there was an exchange to observe. */
    void refused(RelayError error) {
        try {
            path.refused(error);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lost(path, e);
        }
    }

    /** Counts a lost observation. */
    static void lost(HttpPath path, Throwable why) {
        try {
            path.lost(why);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The counter of lost observations is itself lost; there is nobody left to tell.
            return;
        }
    }
}
