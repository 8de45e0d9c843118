package dev.loupe.relay.amqp.fate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageHashTest {
    /** The reference implementation's vectors: key 00 to 0f, inputs 00, 00 01, … of that many bytes. */
    @Test
    void hash_isSipHash() {
        MessageHash hash = new MessageHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        assertThat(hash.of("")).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.of(text(2))).isEqualTo(0x0d6c8009d9a94f5aL);
        assertThat(hash.of(text(8))).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.of(text(62))).isEqualTo(0xe51b38608ef25f57L);
    }

    /** Bytes 00, 01, … as the text's code units. */
    private static String text(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i += 2) {
            text.append((char) (i | (i + 1) << 8));
        }
        return text.toString();
    }

    @Test
    void otherKey_isAnotherHash() {
        assertThat(MessageHash.random().of("m1"))
                .isNotEqualTo(MessageHash.random().of("m1"));
    }

    @Test
    void namesThatDifferLittle_neverMeet() {
        MessageHash hash = MessageHash.random();
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            hashes.add(hash.of("order-" + i));
        }

        assertThat(hashes).hasSize(1_000_000);
    }

    /**
     * The probability that a new name has the hash of one of n others is n / 2^64, if hashes are as good as random. That cannot
     * be waited for, but 24 of the 64 bits can: 100,000 / 2^24 is 6 in 1,000, whichever bits they are.
     */
    @Test
    void falseAlarms_areAsMany_asTheFormulaSays() {
        MessageHash hash = MessageHash.random();
        for (int shift : new int[] {0, 20, 40}) {
            Set<Integer> remembered = new HashSet<>();
            for (int i = 0; i < 100_000; i++) {
                remembered.add((int) (hash.of(UUID.randomUUID().toString()) >>> shift) & 0xffffff);
            }
            int alarms = 0;
            for (int i = 0; i < 200_000; i++) {
                if (remembered.contains((int) (hash.of(UUID.randomUUID().toString()) >>> shift) & 0xffffff)) {
                    alarms++;
                }
            }
            double expected = 100_000 / Math.pow(2, 24);
            assertThat(alarms / 200_000.0).isCloseTo(expected, within(expected * 0.15));
        }
    }
}
