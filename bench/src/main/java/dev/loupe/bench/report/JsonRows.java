package dev.loupe.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes rows as a JSON list, one row a line, so that two runs can be compared with {@code diff} as well. */
public final class JsonRows {

    private JsonRows() {}

    /** Replaces the file's content; makes its folder if need be. */
    public static void write(Path file, List<Row> rows) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, encode(rows));
    }

    static String encode(List<Row> rows) {
        return rows.stream().map(JsonRows::encode).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String encode(Row row) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("bench", row.bench());
        members.put("case", row.label());
        if (!row.system().isEmpty()) {
            members.put("system", row.system());
        }
        members.putAll(row.values());
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ": " + literal(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String literal(Object value) {
        return value == null || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
