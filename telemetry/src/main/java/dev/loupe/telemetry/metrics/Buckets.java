package dev.loupe.telemetry.metrics;

import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.ExplicitBucketHistogramOptions;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import java.util.List;
import java.util.stream.DoubleStream;

/** Histogram boundaries by unit. OpenTelemetry's defaults are meant for milliseconds and would lie about seconds. */
final class Buckets {
    /** 100 µs to 300 s. */
    static final List<Double> SECONDS = List.of(
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
            60.0, 120.0, 300.0);

    /** 1 KiB to 16 GiB by powers of 4. */
    static final List<Double> BYTES =
            DoubleStream.iterate(1_024, size -> size * 4).limit(13).boxed().toList();

    private Buckets() {}

    static void register(SdkMeterProviderBuilder meters) {
        register(meters, "s", SECONDS);
        register(meters, "By", BYTES);
    }

    private static void register(SdkMeterProviderBuilder meters, String unit, List<Double> boundaries) {
        meters.registerView(
                InstrumentSelector.builder()
                        .setType(InstrumentType.HISTOGRAM)
                        .setUnit(unit)
                        .build(),
                View.builder()
                        .setAggregation(Aggregation.explicitBucketHistogram(ExplicitBucketHistogramOptions.builder()
                                .setBucketBoundaries(boundaries)
                                .build()))
                        .build());
    }
}
