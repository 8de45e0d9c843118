package dev.loupe.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void everyName_isForSpansForThisProcessOrForMetrics() throws IllegalAccessException {
        List<AttributeKey<?>> sorted = new ArrayList<>(Names.MAY_LEAVE);
        sorted.addAll(Names.INTERNAL);
        sorted.addAll(Names.LABELS);
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(constants());
    }

    private static List<AttributeKey<?>> constants() throws IllegalAccessException {
        List<AttributeKey<?>> constants = new ArrayList<>();
        for (Field field : Arrays.asList(Names.class.getDeclaredFields())) {
            if (AttributeKey.class.isAssignableFrom(field.getType())) {
                constants.add((AttributeKey<?>) field.get(null));
            }
        }
        return constants;
    }
}
