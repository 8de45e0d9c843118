package dev.loupe.bench.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one case and one system.
 *
 * @param rounds at least one
 */
public record Summary(List<Sample> rounds) {

    /** Copies the rounds. */
    public Summary {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a summary of nothing");
        }
        rounds = List.copyOf(rounds);
    }

    /** Median of each figure by itself; of the memory the largest, of the errors the sum. */
    public Sample median() {
        return new Sample(
                present(Sample::cpuMicros, Summary::median),
                median(Sample::requestsPerSecond),
                median(Sample::p50Millis),
                median(Sample::p99Millis),
                present(Sample::residentMegabytes, Summary::largest),
                median(Sample::spansPerRequest),
                rounds.stream().mapToLong(Sample::errors).sum());
    }

    /** The cheapest round. */
    public OptionalDouble leastCpuMicros() {
        return present(Sample::cpuMicros, values -> values[0]);
    }

    /** The dearest round. */
    public OptionalDouble mostCpuMicros() {
        return present(Sample::cpuMicros, Summary::largest);
    }

    private double median(ToDoubleFunction<Sample> figure) {
        return median(rounds.stream().mapToDouble(figure).sorted().toArray());
    }

    private OptionalDouble present(Function<Sample, OptionalDouble> figure, ToDoubleFunction<double[]> choice) {
        double[] sorted = rounds.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(choice.applyAsDouble(sorted));
    }

    private static double largest(double[] sorted) {
        return sorted[sorted.length - 1];
    }

    /** The middle of sorted values, or the mean of the two in the middle. */
    public static double median(double... sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
