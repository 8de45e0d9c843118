package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** A set of status codes of final answers. Immutable. */
public final class Statuses {
    private static final Pattern ONE = Pattern.compile("[2-5]\\d\\d|101");
    private static final Pattern CLASS = Pattern.compile("[2-5]xx");
    private static final int CLASS_SIZE = 100;

    private final List<String> written;
    private final BitSet codes = new BitSet();

    private Statuses(List<String> written) {
        this.written = List.copyOf(written);
        for (String item : written) {
            if (CLASS.matcher(item).matches()) {
                int first = Character.digit(item.charAt(0), 10) * CLASS_SIZE;
                codes.set(first, first + CLASS_SIZE);
            } else if (ONE.matcher(item).matches()) {
                codes.set(Integer.parseInt(item));
            } else {
                throw new InvalidSetting(
                        "status", "status codes of final answers (101, 200 to 599) or classes of them, such as 2xx");
            }
        }
    }

    /**
     * Such as {@code 2xx}, or {@code 201} and {@code 202}.
     *
     * @param written none for {@code 2xx}
     * @throws InvalidSetting if one of them can never be the status of an answer
     */
    public static Statuses of(List<String> written) {
        return new Statuses(written.isEmpty() ? List.of("2xx") : written);
    }

    boolean contains(int status) {
        return status > 0 && codes.get(status);
    }

    boolean containsAll(Statuses others) {
        BitSet missing = (BitSet) others.codes.clone();
        missing.andNot(codes);
        return missing.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statuses that && codes.equals(that.codes);
    }

    @Override
    public int hashCode() {
        return codes.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", written);
    }
}
