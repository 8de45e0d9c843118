package dev.loupe.bench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        JsonObject json = new JsonObject()
                .put("bench", row.bench())
                .put("case", row.label())
                .put("system", row.system());
        row.values().forEach(json::put);
        return json.encode();
    }
}
