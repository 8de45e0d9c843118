package dev.loupe.demo.people;

import dev.loupe.demo.ring.RingFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a customer wants, and what will come of it.
 *
 * @param customer by name
 * @param file the model's name, without its extension
 * @param format of the model
 * @param size about how many bytes it has
 * @param fate what will come of it
 */
public record Wish(String customer, String file, RingFormat format, long size, Fate fate) {
    private static final long KIB = 1024;
    private static final String CALLED_ABOUT = "ring-twisted";
    private static final String APPROVED_TWICE = "signet";

    /** What comes of an order. */
    public enum Fate {
        /** It is priced, shown to an operator, approved. */
        APPROVED,
        /** It is priced, and then left lying. */
        LEFT_LYING,
        /** Its model is broken, and nobody says so. */
        LOST,
        /** Its price is calculated, and cannot be stored, and nobody says so. */
        UNSTORED;

        /** Whether it gets a price. */
        public boolean isPriced() {
            return this == APPROVED || this == LEFT_LYING;
        }
    }

    /**
     * Small models that are priced at once, larger ones that are priced later, one that is broken, one that is left lying, one
     * whose price gets lost. The last customer is the first one again.
     */
    public static List<Wish> some() {
        return List.of(
                new Wish("Emma Lindqvist", "ring-emerald", RingFormat.STL_BINARY, 80 * KIB, Fate.APPROVED),
                new Wish("Juan Ortega", "ring-filigree", RingFormat.STL_BINARY, 3_000 * KIB, Fate.APPROVED),
                new Wish("Olga Petrova", APPROVED_TWICE, RingFormat.OBJ, 150 * KIB, Fate.APPROVED),
                new Wish("Aiko Tanaka", "ring-engraved", RingFormat.STL_ASCII, 900 * KIB, Fate.APPROVED),
                new Wish("Noor Haddad", "ring-torn", RingFormat.STL_BINARY, 1_000 * KIB, Fate.LOST),
                new Wish("Liam Byrne", "ring-plain", RingFormat.STL_BINARY, 40 * KIB, Fate.LEFT_LYING),
                new Wish("Zoë Martin", "ring-celtic", RingFormat.OBJ, 700 * KIB, Fate.APPROVED),
                new Wish("Tunde Bello", CALLED_ABOUT, RingFormat.STL_BINARY, 200 * KIB, Fate.APPROVED),
                new Wish("Ines Duarte", "ring-heirloom", RingFormat.STL_BINARY, 4_000 * KIB, Fate.UNSTORED),
                new Wish("Emma Lindqvist", "ring-emerald-2", RingFormat.STL_BINARY, 60 * KIB, Fate.APPROVED));
    }

    /** The customer's, at a domain that nobody has. */
    public String email() {
        return customer.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".") + "@example.com";
    }

    /** Where the customer lives, in a street that nobody has. */
    public String address() {
        return Math.floorMod(customer.hashCode(), 90) + 10 + " Nowhere Lane, " + customer.replaceAll(".* ", "")
                + "ville";
    }

    /** Whether the customer calls about it before asking for the price. */
    public boolean isCalledAbout() {
        return file.equals(CALLED_ABOUT);
    }

    /** Whether its operator does not see at once that it is approved, and approves it again. */
    public boolean isApprovedTwice() {
        return file.equals(APPROVED_TWICE);
    }

    /** The model's, with its extension. */
    public String fileName() {
        return file + '.' + format.extension();
    }

    /** The model; half of it, if it is a broken one. */
    byte[] model() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(size, customer.hashCode(), out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return fate == Fate.LOST ? Arrays.copyOf(out.toByteArray(), out.size() / 2) : out.toByteArray();
    }
}
