package dev.loupe.relay.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks once a second whether one of some files has changed. Its action runs on the event loop that it was started on. */
public final class FileWatch {
    private static final long PERIOD_MILLIS = 1_000;

    private final Vertx vertx;
    private final List<Path> files;
    private final Runnable changed;
    private String seen = "";
    private long timer = -1;

    /** Does nothing yet. */
    public FileWatch(Vertx vertx, List<Path> files, Runnable changed) {
        this.vertx = vertx;
        this.files = List.copyOf(files);
        this.changed = changed;
    }

    /** Remembers how the files are, and begins to look; what is read after it is done cannot be missed. */
    public Future<Void> start() {
        if (files.isEmpty()) {
            return Future.succeededFuture();
        }
        timer = vertx.setPeriodic(
                PERIOD_MILLIS, tick -> vertx.executeBlocking(this::state, false).onSuccess(this::compare));
        return vertx.executeBlocking(this::state, false)
                .onSuccess(state -> seen = state)
                .mapEmpty();
    }

    /** Looks no more. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private String state() {
        StringBuilder state = new StringBuilder();
        for (Path file : files) {
            try {
                state.append(Files.getLastModifiedTime(file).toMillis())
                        .append('/')
                        .append(Files.size(file))
                        .append(';');
            } catch (IOException e) {
                state.append("unreadable;");
            }
        }
        return state.toString();
    }

    private void compare(String state) {
        boolean same = seen.isEmpty() || state.equals(seen);
        seen = state;
        if (!same) {
            changed.run();
        }
    }
}
