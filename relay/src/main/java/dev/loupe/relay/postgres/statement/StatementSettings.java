package dev.loupe.relay.postgres.statement;

import dev.loupe.telemetry.InvalidSetting;
import java.util.List;

/**
 * How statements are read, and how much is kept of them.
 *
 * @param texts of how many texts it is kept what they mean; 1 to 1,000,000
 * @param bytes how much memory those may take, about; 64 KiB to 1 GiB
 * @param keys where business keys stand; at most 256
 */
public record StatementSettings(int texts, long bytes, List<KeyRule> keys) {
    /** Checks ranges. */
    public StatementSettings {
        InvalidSetting.unlessWithin("texts", texts, 1, 1_000_000);
        InvalidSetting.unlessWithin("bytes", bytes, 64 * 1024, 1L << 30);
        InvalidSetting.unlessWithin("keys", keys.size(), 0, 256);
        keys = List.copyOf(keys);
    }

    /** 1,000 texts in 16 MiB, no keys. */
    public static StatementSettings defaults() {
        return new StatementSettings(1_000, 16 << 20, List.of());
    }

    /** The same with these keys. */
    public StatementSettings with(List<KeyRule> others) {
        return new StatementSettings(texts, bytes, others);
    }
}
