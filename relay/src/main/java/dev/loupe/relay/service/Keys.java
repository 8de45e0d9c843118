package dev.loupe.relay.service;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.KeySet;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;

/** The business keys of one exchange or statement: those that it has itself, and those of the request that it was made for. */
public final class Keys {
    private final KeySet own = new KeySet();
    private final List<BusinessKey> heard = new ArrayList<>(2);
    private List<BusinessKey> inherited = List.of();

    /** None yet. */
    public Keys() {}

    /** It has this one itself. */
    public void add(BusinessKey key) {
        own.add(key);
        heard.add(key);
    }

    /** Those of the request that it was made for. */
    public void inherit(List<BusinessKey> keys) {
        inherited = keys;
    }

    /** All that were found, those that disagree too. */
    List<BusinessKey> heard() {
        return heard;
    }

    boolean has(String kind) {
        return own.get(kind).isPresent();
    }

    /** Those that count: its own, and of other kinds those inherited. */
    public List<BusinessKey> all() {
        if (inherited.isEmpty()) {
            return own.all();
        }
        List<BusinessKey> all = new ArrayList<>(own.all());
        List<String> conflicts = own.conflicts();
        for (BusinessKey key : inherited) {
            if (!has(key.kind()) && !conflicts.contains(key.kind())) {
                all.add(key);
            }
        }
        return all;
    }

    /** Says on the span what it is about. */
    public void describe(Span span) {
        for (BusinessKey key : all()) {
            if (key.kind().equals(ServiceSettings.ORDER)) {
                span.setAttribute(Names.JOURNEY, key.pseudonym());
            } else if (key.kind().equals(ServiceSettings.OPERATOR)) {
                span.setAttribute(Names.OPERATOR_ID, key.pseudonym());
                span.setAttribute(Names.ENDUSER_PSEUDO_ID, key.pseudonym());
            }
        }
        if (own.conflict()) {
            span.setAttribute(Names.KEY_CONFLICT, String.join(",", own.conflicts()));
        }
    }
}
