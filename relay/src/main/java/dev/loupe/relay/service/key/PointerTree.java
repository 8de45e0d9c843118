package dev.loupe.relay.service.key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON pointers by their tokens, and the kinds of what they point to. Built by one thread, then only read. */
final class PointerTree {
    private final Map<String, PointerTree> below = new HashMap<>();
    private final List<String> kinds = new ArrayList<>(1);
    private int size;
    private int depth;

    void add(JsonPointer pointer, String kind) {
        PointerTree node = this;
        for (String token : pointer.tokens()) {
            node = node.below.computeIfAbsent(token, unknown -> new PointerTree());
        }
        depth = Math.max(depth, pointer.tokens().size());
        size += node.kinds.isEmpty() ? 1 : 0;
        node.kinds.add(kind);
    }

    /** How many different places are pointed to. */
    int size() {
        return size;
    }

    /** How many tokens the longest pointer has. */
    int depth() {
        return depth;
    }

    boolean isLeaf() {
        return below.isEmpty();
    }

    /** What is pointed to inside a member; null if nothing. */
    PointerTree member(String name) {
        return below.get(name);
    }

    /** Kinds of the value here. */
    List<String> kinds() {
        return kinds;
    }
}
