package dev.loupe.console.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Runs the readiness checks side by side, each within a time limit, and remembers their answer for a moment, so that
 * whoever asks often does not wear the upstream down. Confined to the console's context.
 */
final class Readiness {
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<ReadinessCheck> checks;
    private final Duration limit;
    private final LongSupplier nanoTicker;
    private Future<Answer> last;
    private long lastEndedAt;

    /** @param limit for each check */
    Readiness(List<ReadinessCheck> checks, Duration limit, LongSupplier nanoTicker) {
        this.checks = List.copyOf(checks);
        this.limit = limit;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Whether all is there.
     *
     * @param report what was found of each check, for people and probes
     */
    record Answer(boolean ready, JsonObject report) {}

    private record Finding(String name, boolean up, String reason) {
        JsonObject toJson() {
            JsonObject json = new JsonObject().put("name", name).put("status", up ? "up" : "down");
            return up ? json : json.put("reason", reason);
        }
    }

    /** Never fails. */
    Future<Answer> ask() {
        boolean fresh = last != null && (!last.isComplete() || nanoTicker.getAsLong() - lastEndedAt < REMEMBERED_NANOS);
        if (!fresh) {
            last = runAll().onComplete(done -> lastEndedAt = nanoTicker.getAsLong());
        }
        return last;
    }

    private Future<Answer> runAll() {
        List<Future<Finding>> findings = checks.stream().map(this::run).toList();
        return Future.all(findings)
                .map(all -> answer(findings.stream().map(Future::result).toList()));
    }

    private Future<Finding> run(ReadinessCheck check) {
        return Future.succeededFuture()
                .compose(start -> check.check())
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .map(found -> new Finding(check.name(), true, ""))
                .otherwise(failure -> new Finding(check.name(), false, reason(failure)));
    }

    private String reason(Throwable failure) {
        return failure instanceof TimeoutException
                ? "no answer within " + limit.toMillis() + " ms"
                : Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName());
    }

    private static Answer answer(List<Finding> findings) {
        boolean ready = findings.stream().allMatch(Finding::up);
        JsonArray checks = new JsonArray();
        findings.forEach(finding -> checks.add(finding.toJson()));
        return new Answer(
                ready,
                new JsonObject().put("status", ready ? "ready" : "not ready").put("checks", checks));
    }
}
