package dev.loupe.demo.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

/** What a service that runs alone is told by its environment. */
public final class Environment {
    private final Map<String, String> variables;

    /** The variables, as {@link System#getenv()} has them. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** {@code HOST}: where to listen; 127.0.0.1 if it is not said. */
    public InetAddress host() {
        String host = text("HOST", "127.0.0.1");
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("HOST is no address of this machine: " + host, e);
        }
    }

    /** {@code PORT}: where to listen. */
    public int port(int otherwise) {
        return Integer.parseInt(text("PORT", Integer.toString(otherwise)));
    }

    /** An address: scheme, host and port. */
    public URI address(String name, String otherwise) {
        return URI.create(text(name, otherwise));
    }

    /** A value, or another if there is none. */
    public String text(String name, String otherwise) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** A value that has to be there. */
    public String text(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the environment lacks " + name);
        }
        return value;
    }
}
