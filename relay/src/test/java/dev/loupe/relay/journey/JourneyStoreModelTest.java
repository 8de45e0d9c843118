package dev.loupe.relay.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The store against a list that is sorted and read through. */
class JourneyStoreModelTest {
    private static final List<String> REQUESTS =
            List.of(ShopStages.PLACED, ShopStages.ANSWERED, ShopStages.APPROVED, ShopStages.SHIPPED);

    /** An order went into a stage, or the clock was looked at. */
    record Step(int order, int request, int seconds) {
        static final int LOOK = -1;
    }

    private final Map<String, List<Step>> model = new TreeMap<>();

    @Property
    void anyOrderOfNews_givesTheStagesInTheOrderOfTime(@ForAll("steps") List<Step> steps) {
        model.clear();
        JourneyStore store = new JourneyStore(new JourneySettings("order", 100, 1_000, 10), ShopStages.rules());
        for (Step step : steps) {
            if (step.request() == Step.LOOK) {
                List<String> told = store.check(Told.at(step.seconds())).stream()
                        .map(Journey::order)
                        .toList();
                assertThat(told).doesNotHaveDuplicates().allSatisfy(order -> assertThat(isLate(order, step.seconds()))
                        .isTrue());
            } else {
                String name = "order1-" + step.order();
                model.computeIfAbsent(name, order -> new ArrayList<>()).add(step);
                store.ended(ShopStages.order(name, REQUESTS.get(step.request()), step.seconds())
                        .told());
            }
        }

        store.check(Told.at(1_000_000));
        assertThat(store.size()).isEqualTo(model.size());
        model.forEach((order, news) -> {
            Journey journey = store.find(order).orElseThrow();
            assertThat(journey.stays().stream().map(JourneyStoreModelTest::inWords))
                    .containsExactlyElementsOf(expected(news));
            assertThat(journey.isStuck())
                    .as("after a long time, whatever has a deadline is stuck")
                    .isEqualTo(journey.current().dueAt().isPresent());
        });
        for (String stage : List.of("placed", "priced")) {
            assertThat(store.stuck(stage)).isEqualTo((int) store.all().stream()
                    .filter(journey -> journey.isStuck()
                            && journey.current().stage().name().equals(stage))
                    .count());
        }
    }

    @Property
    void anyNews_staysWithinBoundsAndCountsWhatIsForgotten(@ForAll("steps") List<Step> steps) {
        JourneySettings tight = new JourneySettings("order", 3, 4, 2);
        JourneyStore store = new JourneyStore(tight, ShopStages.rules());
        for (Step step : steps) {
            if (step.request() == Step.LOOK) {
                store.check(Told.at(step.seconds()));
                continue;
            }
            String order = "order1-" + step.order();
            boolean isNew = store.find(order).isEmpty();
            int before = store.size();
            long evictedBefore = store.ordersEvicted();
            store.ended(ShopStages.order(order, REQUESTS.get(step.request()), step.seconds())
                    .told());

            assertThat(store.find(order)).isPresent();
            assertThat(store.size()).isEqualTo(Math.min(3, before + (isNew ? 1 : 0)));
            assertThat(store.ordersEvicted() - evictedBefore).isEqualTo(isNew && before == 3 ? 1 : 0);
        }
        assertThat(store.all()).allSatisfy(journey -> {
            assertThat(journey.stays()).hasSizeBetween(1, 4).isSortedAccordingTo(Comparator.comparing(Stay::enteredAt));
            assertThat(journey.stays().stream().mapToInt(Stay::times).sum()).isLessThanOrEqualTo(4);
            assertThat(journey.sightings()).hasSizeBetween(1, 2);
        });
        int stuck = (int) store.all().stream().filter(Journey::isStuck).count();
        assertThat(store.stuck("placed") + store.stuck("priced")).isEqualTo(stuck);
    }

    private boolean isLate(String order, int now) {
        List<Step> sorted = sorted(model.get(order));
        int last = sorted.size() - 1;
        int request = sorted.get(last).request();
        while (last > 0 && sorted.get(last - 1).request() == request) {
            last--;
        }
        int waited = now - sorted.get(last).seconds();
        return request == 0 ? waited >= 600 : request == 1 && waited >= 3 * 3_600;
    }

    /** Each stay as its stage, visit, times, and both ends. */
    private static List<String> expected(List<Step> news) {
        List<Step> sorted = sorted(news);
        List<String> stays = new ArrayList<>();
        int[] visits = new int[REQUESTS.size()];
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            while (end < sorted.size()
                    && sorted.get(end).request() == sorted.get(i).request()) {
                end++;
            }
            int request = sorted.get(i).request();
            visits[request]++;
            stays.add(List.of("placed", "priced", "approved", "shipped").get(request) + " " + visits[request] + " "
                    + (end - i) + " " + Told.at(sorted.get(i).seconds()) + " "
                    + (end == sorted.size() ? "" : Told.at(sorted.get(end).seconds())));
            i = end;
        }
        return stays;
    }

    private static List<Step> sorted(List<Step> news) {
        return news.stream().sorted(Comparator.comparingInt(Step::seconds)).toList();
    }

    private static String inWords(Stay stay) {
        OptionalLong left = stay.leftAt();
        return stay.stage().name() + " " + stay.visit() + " " + stay.times() + " " + stay.enteredAt() + " "
                + (left.isPresent() ? left.getAsLong() : "");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(Step.LOOK, 3),
                        Arbitraries.integers().between(0, 20_000))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
