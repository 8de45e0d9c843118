package dev.loupe.telemetry.environment;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads variables of known types. An empty one counts as not set (OpenTelemetry's rule); a malformed one is reported by
 * its name, never its value, and counts as not set.
 */
final class Variables {
    private final Map<String, String> environment;
    private final Consumer<String> warnings;
    private final Set<String> reported = new HashSet<>();

    /** @param warnings gets one sentence for each malformed variable */
    Variables(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    Optional<Integer> integer(String name, int least, int most) {
        return parsed(name, "a whole number from " + least + " to " + most, value -> {
            int number = Integer.parseInt(value);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        });
    }

    /** At least {@code leastMillis}, at most a day. */
    Optional<Duration> milliseconds(String name, int leastMillis) {
        return integer(name, leastMillis, 86_400_000).map(Duration::ofMillis);
    }

    /** {@code true} in any case of letters is true, everything else false: OpenTelemetry's rule. */
    boolean isTrue(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    Map<String, String> pairs(String name) {
        return parsed(name, "key=value pairs with commas between them, percent-encoded", Pairs::parsed)
                .orElse(Map.of());
    }

    /**
     * Reads a variable by a parser, which may answer nothing or throw {@link IllegalArgumentException} for a malformed
     * value.
     *
     * @param allowed the end of the sentence "… must be …"
     */
    <T> Optional<T> parsed(String name, String allowed, Function<String, Optional<T>> parser) {
        Optional<String> value = text(name);
        Optional<T> result;
        try {
            result = value.flatMap(parser);
        } catch (IllegalArgumentException e) {
            result = Optional.empty();
        }
        if (value.isPresent() && result.isEmpty() && reported.add(name)) {
            warnings.accept(name + " is ignored: it must be " + allowed);
        }
        return result;
    }
}
