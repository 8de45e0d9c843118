package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configured keys of pseudonyms: those in the settings, and those in the file that they name. */
public final class ConfiguredKeys {
    private static final String BASE64 = "base64:";
    private static final int HIGHEST = 999_999;
    private static final long LARGEST_FILE = 1 << 16;

    private ConfiguredKeys() {}

    /**
     * All that are configured; a random one if there are none. Blocks while it reads the file.
     *
     * @throws InvalidSetting naming the component of {@link Settings.Privacy} at fault, and never a key
     */
    public static PseudonymKeys of(Settings.Privacy settings) {
        Map<Integer, byte[]> keys = new HashMap<>(inSettings(settings.keys()));
        settings.keyFile().ifPresent(file -> inFile(file).forEach((number, key) -> {
            if (keys.put(number, key) != null) {
                throw new InvalidSetting("keyFile", "a file without key " + number + ", which stands in keys");
            }
        }));
        Optional<Integer> current = settings.current();
        if (current.isPresent() && !keys.containsKey(current.get())) {
            throw new InvalidSetting("current", "the number of a key that is given");
        }
        return keys.isEmpty()
                ? PseudonymKeys.random()
                : PseudonymKeys.of(current.orElseGet(() -> Collections.max(keys.keySet())), keys);
    }

    /**
     * Those of the settings themselves.
     *
     * @throws InvalidSetting naming the key by its number
     */
    public static Map<Integer, byte[]> inSettings(Map<String, String> written) {
        Map<Integer, byte[]> keys = new HashMap<>();
        written.forEach((number, key) -> keys.put(
                number(number).orElseThrow(() -> new InvalidSetting("keys." + number, "numbered from 1 to " + HIGHEST)),
                bytes(key).orElseThrow(() -> new InvalidSetting("keys." + number, wanted()))));
        return keys;
    }

    private static Map<Integer, byte[]> inFile(Path file) {
        Map<Integer, byte[]> keys = new HashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = "a file of lines such as \"1: key\"; its line " + (i + 1) + " ";
            int colon = line.indexOf(':');
            Optional<Integer> number = colon < 0
                    ? Optional.empty()
                    : number(line.substring(0, colon).strip());
            if (number.isEmpty()) {
                throw new InvalidSetting("keyFile", where + "has no number from 1 to " + HIGHEST);
            }
            byte[] key = bytes(line.substring(colon + 1).strip())
                    .orElseThrow(() -> new InvalidSetting("keyFile", where + "must have " + wanted()));
            if (keys.put(number.get(), key) != null) {
                throw new InvalidSetting("keyFile", where + "repeats key " + number.get());
            }
        }
        if (keys.isEmpty()) {
            throw new InvalidSetting("keyFile", "a file with at least one line such as \"1: key\"");
        }
        return keys;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new InvalidSetting("keyFile", "a file of keys; this one is larger than 64KiB");
            }
            return Files.readAllLines(file, UTF_8);
        } catch (IOException e) {
            throw new InvalidSetting("keyFile", "a text file that exists and may be read");
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = text.startsWith(BASE64)
                    ? Base64.getDecoder().decode(text.substring(BASE64.length()))
                    : text.getBytes(UTF_8);
            return bytes.length < PseudonymKeys.SHORTEST ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String wanted() {
        return "at least " + PseudonymKeys.SHORTEST + " bytes of text, or of Base64 after \"" + BASE64 + "\"";
    }
}
