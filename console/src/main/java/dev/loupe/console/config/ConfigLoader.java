package dev.loupe.console.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Loads a YAML file over a record of defaults. A record component's name is its YAML key; nested records are nested
 * groups; keys that are absent keep their default; lists and maps that are given replace theirs.
 */
public final class ConfigLoader {
    private final Map<String, String> environment;

    /** @param environment what {@code ${NAME}} in a value refers to */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads, overrides, binds and checks.
     *
     * @param file YAML, which may be empty; relative paths in it are relative to its folder
     * @param sets {@code key=value} each, which win over the file; paths in them are relative to the working folder
     * @param defaults the value of every key that is not given
     * @throws InvalidConfiguration naming every mistake
     */
    public <C extends Record> Loaded<C> load(Path file, List<String> sets, C defaults) throws InvalidConfiguration {
        MistakeList mistakes = new MistakeList();
        Value.Mapping document = new YamlFile(file, mistakes).read();
        Overrides overrides = new Overrides(defaults.getClass(), mistakes);
        sets.forEach(option -> overrides.apply(option, document));

        return bind(file, "", document, defaults, mistakes);
    }

    /**
     * Reads one group of any deployable's file, such as {@code telemetry.privacy}, whatever else stands in it.
     *
     * @param group path of keys; a file that does not have it gives the defaults
     * @throws InvalidConfiguration naming every mistake in the group
     */
    public <C extends Record> Loaded<C> loadGroup(Path file, String group, C defaults) throws InvalidConfiguration {
        MistakeList mistakes = new MistakeList();
        Value.Mapping found = new YamlFile(file, mistakes).read();
        for (String key : group.split("\\.", -1)) {
            Value value = found.entries().get(key);
            found = value instanceof Value.Mapping mapping ? mapping : Value.Mapping.empty(found.origin());
        }
        return bind(file, group, found, defaults, mistakes);
    }

    private <C extends Record> Loaded<C> bind(
            Path file, String group, Value.Mapping given, C defaults, MistakeList mistakes)
            throws InvalidConfiguration {
        Origins origins = new Origins(new Origin.WholeFile(file.toString()));
        Path folder = file.toAbsolutePath().getParent();
        Binder binder = new Binder(folder, new EnvironmentReferences(environment, mistakes), origins, mistakes);
        @SuppressWarnings("unchecked")
        C config = (C) new RecordBinder(binder, origins, mistakes).bind(group, defaults.getClass(), given, defaults);
        mistakes.throwIfAny();
        return new Loaded<>(config, origins);
    }
}
