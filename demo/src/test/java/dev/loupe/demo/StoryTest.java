package dev.loupe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.company.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void ordersAtTheSameTime_areToldAsTheServicesThemselvesTellThem() throws Exception {
        try (Stage stage = Stage.set(0, 0, Map.of())) {
            Story story = new Story(stage.company());

            story.happens();

            assertThat(story.wrong()).isEmpty();
            assertThat(story.told())
                    .contains("approved", "stuck in \"pricing\"", "stuck in \"priced\"")
                    .contains("shop-api  POST /orders/{order}/checkout")
                    .contains("mes-api  asks 3d-files-storage: GetObject");
        }
    }
}
