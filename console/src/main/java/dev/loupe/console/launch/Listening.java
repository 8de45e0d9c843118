package dev.loupe.console.launch;

import dev.loupe.console.config.Mistake;
import io.vertx.core.Future;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;

/** Turns failures to listen into mistakes of the configuration, with the key that is to be changed. */
public final class Listening {
    private Listening() {}

    /**
     * A listener's start, with a failure explained.
     *
     * @param group path of the settings that hold {@code host} and {@code port}, such as {@code listen}
     * @param started the outcome of {@code listen()}
     * @return the same, but failed with {@link StartRefused} where host or port are to blame
     */
    public static <T> Future<T> on(String group, String host, int port, Future<T> started) {
        return started.recover(failure -> Future.failedFuture(explain(group, host, port, failure)));
    }

    /**
     * All of several starts. Waits for each, so that the mistakes of all are told at once.
     *
     * @return failed with one {@link StartRefused} that holds every mistake, or else with the first other failure
     */
    public static Future<Void> all(List<? extends Future<?>> starts) {
        return Future.join(starts).<Void>mapEmpty().recover(first -> {
            List<Mistake> mistakes = starts.stream()
                    .map(Future::cause)
                    .filter(StartRefused.class::isInstance)
                    .flatMap(cause -> ((StartRefused) cause).mistakes().stream())
                    .toList();
            return Future.failedFuture(mistakes.isEmpty() ? first : new StartRefused(mistakes));
        });
    }

    private static Throwable explain(String group, String host, int port, Throwable failure) {
        String reason = Objects.toString(failure.getMessage(), "");
        if (reason.contains("Address already in use")) {
            return refused(
                    group + ".port",
                    host + ":" + port + " is in use; stop the process that listens there, or choose another port");
        }
        if (reason.contains("Permission denied")) {
            return refused(group + ".port", "this user may not listen on port " + port + "; choose one above 1023");
        }
        if (reason.contains("Cannot assign requested address")) {
            return refused(group + ".host", host + " is no address of this machine");
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return refused(group + ".host", host + " is not known; give an address of this machine");
        }
        return failure;
    }

    private static StartRefused refused(String key, String problem) {
        return new StartRefused(List.of(new Mistake(key, problem)));
    }
}
