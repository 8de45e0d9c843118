package dev.loupe.demo.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the services exchange it: objects of texts and numbers, and lists of such objects. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** An object's values as texts; what is nested in it is left out. */
    public static Map<String, String> object(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object");
            }
            return object(parser);
        }
    }

    /** The objects of the list that an object has by this name. */
    public static List<Map<String, String>> list(InputStream in, String name) throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(in)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        objects.add(object(parser));
                    }
                }
            }
        }
        return objects;
    }

    private static Map<String, String> object(JsonParser parser) throws IOException {
        Map<String, String> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isScalarValue()) {
                object.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    /** An object with one list of objects in it. */
    public static byte[] write(String name, List<Map<String, String>> objects) {
        return written(generator -> {
            generator.writeStartObject();
            generator.writeArrayFieldStart(name);
            for (Map<String, String> object : objects) {
                write(object, generator);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        });
    }

    /** An object. */
    public static byte[] write(Map<String, String> object) {
        return written(generator -> write(object, generator));
    }

    private static void write(Map<String, String> object, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, String> field : object.entrySet()) {
            generator.writeStringField(field.getKey(), field.getValue());
        }
        generator.writeEndObject();
    }

    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            writing.to(generator);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }
}
