package dev.loupe.relay.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one request or operation. Two that disagree within a kind are in conflict: neither counts, whatever comes
 * later, but both are remembered, since what they say may still speak against someone else's claim. Not thread-safe.
 */
public final class KeySet {
    /** More than any configuration's extractors find in one message; what comes after them is not heard. */
    static final int MOST = 16;

    private final List<BusinessKey> heard = new ArrayList<>(2);

    /** No keys yet. */
    public KeySet() {}

    static KeySet of(Collection<BusinessKey> keys) {
        KeySet set = new KeySet();
        keys.forEach(set::add);
        return set;
    }

    /** Learns a key; one that is known already changes nothing. At most 16 different ones are heard. */
    public void add(BusinessKey key) {
        if (heard.size() < MOST && !heard.contains(key)) {
            heard.add(key);
        }
    }

    /** The key of a kind; empty if there is none, or if there are several that disagree. */
    public Optional<BusinessKey> get(String kind) {
        BusinessKey found = null;
        for (BusinessKey key : heard) {
            if (key.kind().equals(kind)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The keys that count, in the order in which they were learned. */
    public List<BusinessKey> all() {
        if (!conflict()) {
            return List.copyOf(heard);
        }
        return heard.stream().filter(this::counts).toList();
    }

    /** Whether keys of some kind disagree. */
    public boolean conflict() {
        for (int i = 1; i < heard.size(); i++) {
            if (!counts(heard.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The kinds of which keys disagree, in the order in which they were learned. */
    public List<String> conflicts() {
        if (!conflict()) {
            return List.of();
        }
        return heard.stream()
                .filter(key -> !counts(key))
                .map(BusinessKey::kind)
                .distinct()
                .toList();
    }

    /** Whether no key was learned, not even one in conflict. */
    public boolean isEmpty() {
        return heard.isEmpty();
    }

    /** Every key that was learned, those in conflict too. */
    List<BusinessKey> heard() {
        return heard;
    }

    /** Whether this key was learned, be it in conflict with another. */
    boolean heard(BusinessKey key) {
        return heard.contains(key);
    }

    /** Whether this key was learned and no other of its kind. */
    boolean counts(BusinessKey key) {
        boolean learned = false;
        for (BusinessKey other : heard) {
            if (other.equals(key)) {
                learned = true;
            } else if (other.kind().equals(key.kind())) {
                return false;
            }
        }
        return learned;
    }

    /** Whether both have keys of some kind, and not one of that kind in common. */
    boolean contradicts(KeySet other) {
        for (int i = 0; i < heard.size(); i++) {
            BusinessKey key = heard.get(i);
            if (other.disagrees(key) && !shares(other, key.kind())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has keys of that one's kind, and not that one. */
    private boolean disagrees(BusinessKey key) {
        boolean sameKind = false;
        for (int i = 0; i < heard.size(); i++) {
            BusinessKey own = heard.get(i);
            if (own.kind().equals(key.kind())) {
                if (own.pseudonym().equals(key.pseudonym())) {
                    return false;
                }
                sameKind = true;
            }
        }
        return sameKind;
    }

    private boolean shares(KeySet other, String kind) {
        for (BusinessKey key : heard) {
            if (key.kind().equals(kind) && other.heard(key)) {
                return true;
            }
        }
        return false;
    }

    /** Names kinds only. */
    @Override
    public String toString() {
        return heard.stream().map(BusinessKey::kind).toList().toString();
    }
}
