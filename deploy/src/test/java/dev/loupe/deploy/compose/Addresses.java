package dev.loupe.deploy.compose;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every address in a configuration, wherever it stands: any URI is called, and any record with a host and a port listens, unless
 * it has a time-out for connecting.
 */
final class Addresses {
    private final Map<Integer, String> listening = new TreeMap<>();
    private final List<URI> called = new ArrayList<>();

    private Addresses() {}

    static Addresses in(Record configuration) {
        Addresses addresses = new Addresses();
        addresses.lookInto(configuration);
        return addresses;
    }

    /** Hosts that are listened on, by port. */
    Map<Integer, String> listening() {
        return listening;
    }

    /** What the process calls, and what its page links to. */
    List<URI> called() {
        return called;
    }

    private void lookInto(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::lookInto);
        } else if (value instanceof List<?> list) {
            list.forEach(this::lookInto);
        } else if (value instanceof URI uri) {
            called.add(uri);
        } else if (value instanceof Record record) {
            Map<String, Object> components = components(record);
            if (components.get("host") instanceof String host
                    && plain(components.get("port")) instanceof Integer port) {
                if (components.containsKey("connectTimeout")) {
                    called.add(URI.create("tcp://" + host + ':' + port));
                } else {
                    listening.put(port, host);
                }
            }
            components.values().forEach(this::lookInto);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private static Map<String, Object> components(Record record) {
        Map<String, Object> values = new TreeMap<>();
        for (var component : record.getClass().getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component + " cannot be read", e);
            }
        }
        return values;
    }
}
