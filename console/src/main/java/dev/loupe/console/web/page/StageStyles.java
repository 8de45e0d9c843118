package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A colour for each stage: neighbours differ, and it is the same one on every page. */
final class StageStyles {
    private static final int COLOURS = 8;

    private final Map<String, String> byStage = new HashMap<>();

    /** @param stages in the order in which an order should pass through them */
    StageStyles(List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            byStage.put(stages.get(i).name(), "stage-" + i % COLOURS);
        }
    }

    /** Class of the style sheet. */
    String of(Stage stage) {
        return byStage.getOrDefault(stage.name(), "stage-0");
    }
}
