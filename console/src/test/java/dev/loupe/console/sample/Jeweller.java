package dev.loupe.console.sample;

import static java.time.Duration.ofMillis;

import dev.loupe.telemetry.live.LiveOperations.OperationFigures;
import dev.loupe.telemetry.live.LiveOperations.Running;
import dev.loupe.telemetry.live.LiveOperations.Second;
import dev.loupe.telemetry.live.LiveOperations.SlowFile;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two minutes of a jeweller's traffic. */
public final class Jeweller {
    private static final long MS = 1_000_000L;
    private static final String NO_TRACE = "00000000000000000000000000000001";

    private final SampleTraces traces = new SampleTraces();
    private final SampleLive live = new SampleLive();
    private String slowStore = "";
    private String slowReader = "";

    /** What happened until a moment. */
    public static Jeweller until(Instant now) {
        Jeweller jeweller = new Jeweller();
        jeweller.requests(now);
        jeweller.figures(now);
        return jeweller;
    }

    public SampleTraces traces() {
        return traces;
    }

    public SampleLive live() {
        return live;
    }

    /** Trace of a read for which the store took its time. */
    public String slowStore() {
        return slowStore;
    }

    /** Trace of a read whose reader took its time. */
    public String slowReader() {
        return slowReader;
    }

    private void requests(Instant now) {
        Instant then = now.minusSeconds(110);
        for (int i = 0; i < 12; i++) {
            String file = "orders/" + (10_234 + i) + "/ring-"
                    + List.of("emerald", "sapphire", "plain", "signet").get(i % 4)
                    + List.of(".stl", ".obj", ".glb").get(i % 3);
            long size = 84_000L + 731_123L * i;
            then = then.plusMillis(3_917);
            traces.keep(
                    "baseline",
                    FileSpans.written(file, size, ofMillis(40 + 11L * i), ofMillis(22 + 9L * i), ofMillis(12 + i))
                            .startedAt(then)
                            .ended());
            then = then.plusMillis(2_113);
            traces.keep(
                    "baseline",
                    FileSpans.read(
                                    file,
                                    size,
                                    ofMillis(31 + 9L * i),
                                    ofMillis(6 + i),
                                    ofMillis(21 + 7L * i),
                                    ofMillis(7 + i))
                            .startedAt(then)
                            .ended());
        }
        traces.keep(
                "error",
                FileSpans.missing("orders/10251/ring-opal.stl")
                        .startedAt(now.minusSeconds(31))
                        .ended());
        slowReader = traces.keep(
                "slow",
                FileSpans.read(
                                "orders/10240/ring-signet-hires.ply",
                                52_428_800,
                                ofMillis(4_412),
                                ofMillis(38),
                                ofMillis(262),
                                ofMillis(4_121))
                        .startedAt(now.minusSeconds(24))
                        .ended());
        traces.keep(
                "error",
                FileSpans.broken("orders/10244/tiara-pavé.glb", 41_943_040, "client", 1_234_567)
                        .startedAt(now.minusSeconds(17))
                        .ended());
        traces.keep(
                "error",
                FileSpans.overloaded("orders/10245/ring-emerald.stl")
                        .startedAt(now.minusSeconds(11))
                        .ended());
        SpanData slow = FileSpans.read(
                        "orders/10234/ring-emerald.stl",
                        18_874_368,
                        ofMillis(2_011),
                        ofMillis(1_340),
                        ofMillis(1_823),
                        ofMillis(102))
                .startedAt(now.minusSeconds(6))
                .ended();
        slowStore = traces.keep("slow", slow);
        live.slow(List.of(
                new SlowFile(
                        "GetObject", "orders/10234/ring-emerald.stl", slowStore, 1_823 * MS, 2_011 * MS, 18_874_368),
                new SlowFile("PutObject", "orders/10238/crown-study.obj", NO_TRACE, 1_102 * MS, 1_377 * MS, 50_331_648),
                new SlowFile(
                        "GetObject",
                        "orders/10240/ring-signet-hires.ply",
                        slowReader,
                        262 * MS,
                        4_412 * MS,
                        52_428_800),
                new SlowFile("UploadPart", "orders/10239/necklace.glb", NO_TRACE, 241 * MS, 260 * MS, -1),
                new SlowFile("GetObject", "orders/10245/ring-sapphire.obj", NO_TRACE, 98 * MS, 130 * MS, 8_127_353)));
    }

    private void figures(Instant now) {
        live.running(List.of(
                new Running("GetObject", "orders/10240/ring-signet-hires.ply", NO_TRACE, 3_871 * MS, 40_122_112),
                new Running("PutObject", "orders/10252/brooch-lapis.obj", NO_TRACE, 912 * MS, 11_403_264),
                new Running("GetObject", "orders/10249/ring-plain.stl", NO_TRACE, 18 * MS, 84_084)));
        live.figures(List.of(
                new OperationFigures(
                        "GetObject",
                        412,
                        2,
                        1_912_000_000,
                        24 * MS,
                        96 * MS,
                        2_010 * MS,
                        4_412 * MS,
                        17 * MS,
                        1_820 * MS),
                new OperationFigures(
                        "PutObject",
                        131,
                        0,
                        640_000_000,
                        48 * MS,
                        151 * MS,
                        1_370 * MS,
                        1_377 * MS,
                        29 * MS,
                        1_100 * MS),
                new OperationFigures("HeadObject", 97, 0, 0, 2_100_000, 4_400_000, 9 * MS, 11 * MS, 1_700_000, 8 * MS),
                new OperationFigures(
                        "ListObjectsV2", 24, 0, 310_000, 6 * MS, 14 * MS, 31 * MS, 31 * MS, 5 * MS, 29 * MS),
                new OperationFigures(
                        "UploadPart", 18, 0, 150_994_944, 121 * MS, 240 * MS, 260 * MS, 260 * MS, 90 * MS, 241 * MS)));
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double wave = 9 + 5 * Math.sin(i / 9.0) + 3 * Math.sin(i / 2.3) + (i % 7 == 0 ? 4 : 0);
            long requests = Math.max(0, Math.round(wave));
            seconds.add(new Second(
                    now.getEpochSecond() - 119 + i,
                    requests,
                    i == 90 || i == 108 ? 1 : 0,
                    requests * 2_400_000L + (i % 23) * 410_000L));
        }
        live.seconds(seconds);
    }
}
