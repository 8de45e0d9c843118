package dev.loupe.telemetry.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdMemoryTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100, 1_000})
    void anyRun_remembersExactlyTheLastIdsWithTheirValues(int capacity) {
        Random random = new Random(capacity);
        IdMemory memory = new IdMemory(capacity);
        Map<Long, Byte> model = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long id = random.nextInt(capacity * 3);
            byte value = (byte) random.nextInt(5);
            memory.put(id, value);
            if (model.put(id, value) == null && model.size() > capacity) {
                model.remove(model.keySet().iterator().next());
            }
            long asked = random.nextInt(capacity * 3);
            assertThat(memory.get(asked)).isEqualTo(model.getOrDefault(asked, IdMemory.UNKNOWN));
        }
        for (long id = 0; id < capacity * 3L; id++) {
            assertThat(memory.get(id)).isEqualTo(model.getOrDefault(id, IdMemory.UNKNOWN));
        }
    }

    @Test
    void noCapacity_remembersNothing() {
        IdMemory memory = new IdMemory(0);
        memory.put(1, (byte) 1);
        assertThat(memory.get(1)).isEqualTo(IdMemory.UNKNOWN);
    }
}
