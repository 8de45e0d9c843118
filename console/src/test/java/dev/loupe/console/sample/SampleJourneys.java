package dev.loupe.console.sample;

import dev.loupe.console.web.Journeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A jeweller's orders of the last days, as they stand at a moment. */
public final class SampleJourneys implements Journeys {
    /** Waits for its customer for longer than it may. */
    public static final String STUCK = "order1-7KQ3M5XN2VDA4TBC";

    /** Was sent back once, and is in production. */
    public static final String SENT_BACK = "order1-QX5D2M7VLAKN3TRB";

    /** All is well. */
    public static final String FRESH = "order1-C4TNWB6ZJQ2LKDXA";

    /** Was shipped. */
    public static final String DONE = "order1-HN3RVYQA5WZ7MBKE";

    private static final Stage PLACED = stage("placed", Duration.ofMinutes(10), "MES");
    private static final Stage PRICED = stage("priced", Duration.ofHours(3), "customer");
    private static final Stage APPROVED = stage("approved", Duration.ofDays(1), "operator");
    private static final Stage MADE = stage("in production", Duration.ofDays(5), "workshop");
    private static final Stage SHIPPED = new Stage("shipped", Optional.empty(), Optional.empty(), true);

    private static final Map<Stage, String> WHAT = Map.of(
            PLACED, "in POST /orders/{order}",
            PRICED, "out PUT /orders/{order}/price (shop)",
            APPROVED, "in POST /orders/{order}/approval",
            MADE, "in POST /orders/{order}/production",
            SHIPPED, "in POST /orders/{order}/shipment");

    private final Map<String, Journey> journeys = new ConcurrentHashMap<>();
    private final List<String> seenHere;
    private final Instant now;
    private int traces;

    private SampleJourneys(Instant now, List<String> seenHere) {
        this.now = now;
        this.seenHere = List.copyOf(seenHere);
    }

    /**
     * What stood there then.
     *
     * @param seenHere traces that are held, of which some orders have one
     */
    public static SampleJourneys until(Instant now, List<String> seenHere) {
        SampleJourneys sample = new SampleJourneys(now, seenHere);
        sample.order(STUCK)
                .enters(PLACED, "4h 12m")
                .looks("4h 11m", 2)
                .enters(PRICED, "4h 9m")
                .looks("3h", 3)
                .is();
        sample.order(SENT_BACK)
                .enters(PLACED, "52h")
                .enters(PRICED, "51h 58m")
                .enters(APPROVED, "50h 31m")
                .enters(PRICED, "44h")
                .enters(APPROVED, "43h 12m")
                .enters(MADE, "19h 40m")
                .looks("6h", 9)
                .is();
        sample.order(FRESH).enters(PLACED, "14m").enters(PRICED, "13m 20s").is();
        sample.order(DONE)
                .enters(PLACED, "76h")
                .enters(PRICED, "75h 59m")
                .enters(APPROVED, "73h")
                .enters(MADE, "70h")
                .enters(SHIPPED, "2h 20m")
                .is();
        sample.order("order1-W2LB7DKXQ4MZ6NTA").enters(PLACED, "26m").is();
        sample.order("order1-T6VAKR3NXJ5QD2WL").enters(PLACED, "1m 12s").is();
        sample.order("order1-M5JQ2XZB7TLDA3VK").enters(PLACED, "42s").is();
        sample.order("order1-Z7DNA4QWVK2RX5BT")
                .enters(PLACED, "5h")
                .enters(PRICED, "4h 58m")
                .is();
        sample.order("order1-L3XKT5VRMQ7BZA2D")
                .enters(PLACED, "2h")
                .enters(PRICED, "1h 59m")
                .is();
        sample.order("order1-B6QWN2DAJZ4TKM7X")
                .enters(PLACED, "41m")
                .enters(PRICED, "40m")
                .is();
        sample.order("order1-V4RZD7XTKB3NQ5LM")
                .enters(PLACED, "30h")
                .enters(PRICED, "29h 58m")
                .enters(APPROVED, "27h 15m")
                .is();
        sample.order("order1-K2MBXA6TQV5DN7ZW")
                .enters(PLACED, "9h")
                .enters(PRICED, "8h 57m")
                .enters(APPROVED, "8h 2m")
                .is();
        sample.order("order1-D7NTQ3BKXM6ZV2AR")
                .enters(PLACED, "98h")
                .enters(PRICED, "97h")
                .enters(APPROVED, "96h")
                .enters(MADE, "71h")
                .is();
        return sample;
    }

    private static Stage stage(String name, Duration deadline, String awaits) {
        return new Stage(name, Optional.of(deadline), Optional.of(awaits), false);
    }

    /** One more order, that was placed just now. */
    public void place(String order) {
        order(order).enters(PLACED, "0s").is();
    }

    /** The order goes on to production. */
    public void produce(String order) {
        order(order).enters(PLACED, "3h").enters(MADE, "0s").is();
    }

    /** Nothing is known of it any longer. */
    public void forget(String order) {
        journeys.remove(order);
    }

    private Draft order(String order) {
        return new Draft(order);
    }

    @Override
    public List<Stage> stages() {
        return List.of(PLACED, PRICED, APPROVED, MADE, SHIPPED);
    }

    @Override
    public List<Journey> all() {
        return List.copyOf(journeys.values());
    }

    @Override
    public Optional<Journey> find(String order) {
        return Optional.ofNullable(journeys.get(order));
    }

    /** An order's way in the making. */
    private final class Draft {
        private final String order;
        private final List<Stage> stages = new ArrayList<>();
        private final List<Long> entered = new ArrayList<>();
        private final List<List<Trace>> seen = new ArrayList<>();

        Draft(String order) {
            this.order = order;
        }

        Draft enters(Stage stage, String ago) {
            stages.add(stage);
            entered.add(before(ago));
            seen.add(new ArrayList<>(List.of(trace(WHAT.get(stage), before(ago)))));
            return this;
        }

        Draft looks(String ago, int times) {
            for (int i = 0; i < times; i++) {
                seen.get(seen.size() - 1).add(trace("in GET /orders/{order}", before(ago) + i * 97_000_000_000L));
            }
            return this;
        }

        void is() {
            List<Stay> stays = new ArrayList<>();
            Map<String, Integer> visits = new LinkedHashMap<>();
            for (int i = 0; i < stages.size(); i++) {
                Stage stage = stages.get(i);
                boolean current = i + 1 == stages.size();
                stays.add(new Stay(
                        stage,
                        visits.merge(stage.name(), 1, Integer::sum),
                        1,
                        entered.get(i),
                        current ? OptionalLong.empty() : OptionalLong.of(entered.get(i + 1)),
                        current && isLate(stage, entered.get(i)),
                        List.copyOf(seen.get(i))));
            }
            List<Trace> last = seen.get(seen.size() - 1);
            journeys.put(
                    order, new Journey(order, stays, last.get(last.size() - 1).at(), 0));
        }

        private boolean isLate(Stage stage, long since) {
            return stage.deadline().isPresent()
                    && before("0s") - since > stage.deadline().get().toNanos();
        }
    }

    private Trace trace(String what, long at) {
        traces++;
        boolean here = traces % 3 == 1 && traces / 3 < seenHere.size();
        return new Trace(
                here ? seenHere.get(traces / 3) : "%08x5a02c4be6d1f7a3396b4e21c".formatted(traces * 0x1f35c7b9),
                what,
                at);
    }

    private long before(String ago) {
        Instant moment = now.minus(Duration.parse("PT" + ago.replace(" ", "")));
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }
}
