package dev.loupe.assembly;

import dev.loupe.console.web.Journeys;
import dev.loupe.relay.journey.JourneyStore;
import java.util.List;
import java.util.Optional;

/** The journeys that a process follows, as its console shows them. */
final class ShownJourneys implements Journeys {
    private final JourneyStore store;

    ShownJourneys(JourneyStore store) {
        this.store = store;
    }

    @Override
    public List<Stage> stages() {
        return store.stages().stream().map(ShownJourneys::shown).toList();
    }

    @Override
    public List<Journey> all() {
        return store.all().stream().map(ShownJourneys::shown).toList();
    }

    @Override
    public Optional<Journey> find(String order) {
        return store.find(order).map(ShownJourneys::shown);
    }

    private static Stage shown(dev.loupe.relay.journey.Stage stage) {
        return new Stage(stage.name(), stage.deadline(), stage.awaits(), stage.done());
    }

    private static Journey shown(dev.loupe.relay.journey.Journey journey) {
        List<Stay> stays = journey.stays().stream()
                .map(stay -> new Stay(
                        shown(stay.stage()),
                        stay.visit(),
                        stay.times(),
                        stay.enteredAt(),
                        stay.leftAt(),
                        stay.stuck(),
                        journey.during(stay).stream()
                                .map(seen -> new Trace(seen.span().getTraceId(), seen.what(), seen.at()))
                                .toList()))
                .toList();
        return new Journey(journey.order(), stays, journey.last().lastAt(), journey.forgotten());
    }
}
