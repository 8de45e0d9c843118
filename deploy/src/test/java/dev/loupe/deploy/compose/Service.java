package dev.loupe.deploy.compose;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One service of the Compose file. */
record Service(String name, Map<String, Object> keys) {
    String image() {
        return (String) keys.get("image");
    }

    boolean isOurs() {
        return image().startsWith("loupe-");
    }

    List<String> command() {
        return texts("command");
    }

    List<String> health() {
        return keys.get("healthcheck") instanceof Map<?, ?> check ? texts(check.get("test")) : List.of();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        if (keys.get("environment") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> environment.put((String) name, String.valueOf(value)));
        }
        return environment;
    }

    /** Each as {@code address:published:target}. */
    List<String> ports() {
        return texts("ports");
    }

    /** Each as {@code source:target} or {@code source:target:mode}. */
    List<String> volumes() {
        return texts("volumes");
    }

    /** The service whose network this one has: itself, unless it says otherwise. */
    String network() {
        String mode = (String) keys.getOrDefault("network_mode", "service:" + name);
        return mode.substring("service:".length());
    }

    /** What it waits for, and the condition. */
    Map<String, String> waitsFor() {
        Map<String, String> conditions = new TreeMap<>();
        if (keys.get("depends_on") instanceof Map<?, ?> given) {
            given.forEach(
                    (service, how) -> conditions.put((String) service, (String) ((Map<?, ?>) how).get("condition")));
        }
        return conditions;
    }

    /** Every value of an option of the command line. */
    List<String> options(String option) {
        List<String> command = command();
        return IntStream.range(1, command.size())
                .filter(i -> command.get(i - 1).equals(option))
                .mapToObj(command::get)
                .toList();
    }

    private List<String> texts(String key) {
        return texts(keys.get(key));
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
