package dev.loupe.relay.amqp.fate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A deployable ends its paths when it drains, and once more when it stops. */
class FatesEndTest {
    @Test
    void endedTwice_saysNothing() {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is held.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        Logger sdk = Logger.getLogger("io.opentelemetry");
        sdk.addHandler(handler);
        try (Scene scene = new Scene()) {
            scene.fates().close();
            scene.fates().close();
        } finally {
            sdk.removeHandler(handler);
        }
        assertThat(said).isEmpty();
    }
}
