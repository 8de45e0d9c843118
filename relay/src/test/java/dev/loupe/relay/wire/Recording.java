package dev.loupe.relay.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A connection as it was recorded: what each side sent, in turns.
 *
 * @param from where it was captured
 */
public record Recording(String name, String from, List<Turn> turns) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES_PER_LINE = 60;

    /** What one side sent before the other sent something. */
    public record Turn(boolean client, byte[] bytes) {}

    /** Every recording that is kept in {@code sessions} beside that class, in the order of their names. */
    public static List<Recording> all(Class<?> beside) {
        try (InputStream index = open(beside, "sessions.txt")) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(name -> of(beside, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording of(Class<?> beside, String name) {
        List<String> lines = lines(beside, name + ".session");
        List<Turn> turns = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean client = true;
        for (String line : lines.subList(1, lines.size())) {
            boolean fromClient = line.charAt(0) == '>';
            if (fromClient != client) {
                turns.add(new Turn(client, bytes.toByteArray()));
                bytes.reset();
                client = fromClient;
            }
            bytes.writeBytes(HEX.parseHex(line.substring(2)));
        }
        turns.add(new Turn(client, bytes.toByteArray()));
        return new Recording(name, lines.get(0).substring(2), turns);
    }

    /** A file that is kept there. */
    public static List<String> lines(Class<?> beside, String file) {
        try (InputStream in = open(beside, file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Class<?> beside, String file) throws IOException {
        InputStream in = beside.getResourceAsStream("sessions/" + file);
        if (in == null) {
            throw new IOException("No resource sessions/" + file);
        }
        return in;
    }

    /** All that one side sent. */
    public byte[] bytesOf(boolean client) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        turns.stream().filter(turn -> turn.client == client).forEach(turn -> bytes.writeBytes(turn.bytes));
        return bytes.toByteArray();
    }

    /** The same with another byte there, counted through all turns, or from their start again if they are shorter. */
    public Recording with(int at, byte instead) {
        int total = turns.stream().mapToInt(turn -> turn.bytes.length).sum();
        int left = at % total;
        List<Turn> changed = new ArrayList<>();
        for (Turn turn : turns) {
            byte[] bytes = turn.bytes.clone();
            if (left >= 0 && left < bytes.length) {
                bytes[left] = instead;
            }
            left -= bytes.length;
            changed.add(new Turn(turn.client, bytes));
        }
        return new Recording(name, from, changed);
    }

    /** Keeps it in that folder. */
    public void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# " + from);
        for (Turn turn : turns) {
            for (int at = 0; at < turn.bytes.length; at += BYTES_PER_LINE) {
                byte[] piece = Arrays.copyOfRange(turn.bytes, at, Math.min(turn.bytes.length, at + BYTES_PER_LINE));
                lines.add((turn.client ? "> " : "< ") + HEX.formatHex(piece));
            }
        }
        Files.write(folder.resolve(name + ".session"), lines);
    }

    @Override
    public String toString() {
        return name;
    }
}
