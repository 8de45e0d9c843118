package dev.loupe.console.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts {@code --set key=value} over what the file says, as if the file had said it. */
final class Overrides {
    /** Such as {@code outbound[0]}. */
    private static final Pattern ITEM = Pattern.compile("([A-Za-z0-9]+)\\[(\\d{1,4})]");

    private final Class<? extends Record> root;
    private final MistakeList mistakes;

    Overrides(Class<? extends Record> root, MistakeList mistakes) {
        this.root = root;
        this.mistakes = mistakes;
    }

    /** @param option the whole argument, {@code key=value} */
    void apply(String option, Value.Mapping document) {
        int equals = option.indexOf('=');
        String path = equals < 0 ? option : option.substring(0, equals);
        Origin origin = new Origin.SetOption(path);
        if (equals < 1) {
            mistakes.add(origin, path, "must be key=value, such as telemetry.keep.baseline=10");
            return;
        }
        Value.Mapping place = document;
        Type type = root;
        String rest = path;
        while (rest.contains(".") && !Types.isMap(type)) {
            String key = rest.substring(0, rest.indexOf('.'));
            rest = rest.substring(key.length() + 1);
            Value.Mapping inner = descend(place, key, origin);
            if (inner == null) {
                mistakes.add(origin, path, "must name an item that the file has, counted from 0");
                return;
            }
            type = componentType(type, key);
            place = inner;
        }
        Type target = Types.isMap(type) ? Types.content(type) : componentType(type, rest);
        place.entries().put(rest, value(path, option.substring(equals + 1), target, origin));
    }

    /** Where the value must be a single text it is taken as it stands, whatever YAML would make of its characters. */
    private Value value(String path, String text, Type target, Origin origin) {
        boolean structured = Types.isMap(target)
                || Types.isList(target)
                || Types.asRecord(target).isPresent();
        if (structured) {
            return new YamlText(line -> origin, origin, mistakes).parse(path, text);
        }
        return text.isEmpty() ? new Value.Nothing(origin) : new Value.Scalar(origin, text, false);
    }

    /** Null if the key is for an item of a list that is not there. */
    private static Value.Mapping descend(Value.Mapping place, String key, Origin origin) {
        Matcher item = ITEM.matcher(key);
        if (item.matches()) {
            int index = Integer.parseInt(item.group(2));
            return place.entries().get(item.group(1)) instanceof Value.Sequence items
                            && index < items.items().size()
                            && items.items().get(index) instanceof Value.Mapping mapping
                    ? mapping
                    : null;
        }
        if (place.entries().get(key) instanceof Value.Mapping inner) {
            return inner;
        }
        Value.Mapping inner = Value.Mapping.empty(origin);
        place.entries().put(key, inner);
        return inner;
    }

    private static Type componentType(Type type, String key) {
        Matcher item = ITEM.matcher(key);
        if (item.matches()) {
            Type list = componentType(type, item.group(1));
            return Types.isList(list) ? Types.content(list) : String.class;
        }
        Optional<Class<? extends Record>> parent = Types.asRecord(type);
        return parent.stream()
                .flatMap(record -> Arrays.stream(record.getRecordComponents()))
                .filter(component -> component.getName().equals(key))
                .map(RecordComponent::getGenericType)
                .map(Types::withoutOptional)
                .findFirst()
                .orElse(String.class);
    }
}
