package dev.loupe.console.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Parses YAML 1.2 into {@link Value}s. Reports syntax errors, keys that stand twice, and documents that aliases blow up;
 * never quotes the text, which may hold secrets.
 */
final class YamlText {
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 20_000;

    private static final String TOO_MUCH = "nested or repeated too much; write it out without aliases";

    private final IntFunction<Origin> atLine;
    private final Origin whole;
    private final MistakeList mistakes;
    private int values;

    /**
     * @param atLine origin of what stands on a line, counted from 1
     * @param whole origin of what stands nowhere
     */
    YamlText(IntFunction<Origin> atLine, Origin whole, MistakeList mistakes) {
        this.atLine = atLine;
        this.whole = whole;
        this.mistakes = mistakes;
    }

    /** The document, which belongs at {@code path}; {@link Value.Nothing} if it is empty or wrong. */
    Value parse(String path, String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isEmpty() ? new Value.Nothing(whole) : convert(path, root.get(), origin(root.get()), 0);
        } catch (MarkedYamlEngineException e) {
            mistakes.add(e.getProblemMark().map(this::origin).orElse(whole), path, explain(e.getProblem()));
        } catch (TooMuch e) {
            mistakes.add(e.origin, path, TOO_MUCH);
        } catch (ReaderException e) {
            mistakes.add(whole, path, "holds a character that YAML does not allow");
        } catch (YamlEngineException e) {
            mistakes.add(whole, path, TOO_MUCH);
        }
        return new Value.Nothing(whole);
    }

    private static String explain(String problem) {
        return problem.contains("TAB") ? "a tab cannot indent YAML; use spaces" : "not valid YAML: " + problem;
    }

    private Value convert(String path, Node node, Origin origin, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new TooMuch(origin);
        }
        if (node instanceof MappingNode mapping) {
            return convertMapping(path, mapping, origin, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(KeyPath.item(path, items.size()), item, origin(item), depth + 1));
            }
            return new Value.Sequence(origin, items);
        }
        return node.getTag().equals(Tag.NULL)
                ? new Value.Nothing(origin)
                : new Value.Scalar(origin, ((ScalarNode) node).getValue(), false);
    }

    private Value convertMapping(String path, MappingNode node, Origin origin, int depth) {
        Value.Mapping mapping = Value.Mapping.empty(origin);
        Map<String, Value> entries = mapping.entries();
        for (NodeTuple tuple : node.getValue()) {
            Origin at = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(at, path, "a key must be a plain word");
                continue;
            }
            String keyPath = KeyPath.child(path, key.getValue());
            Value value = convert(keyPath, tuple.getValueNode(), at, depth + 1);
            Value earlier = entries.putIfAbsent(key.getValue(), value);
            if (earlier != null) {
                mistakes.add(at, keyPath, "stands twice; the other is " + describe(earlier.origin()));
            }
        }
        return mapping;
    }

    private static String describe(Origin origin) {
        return origin instanceof Origin.Line line ? "on line " + line.line() : "in the same value";
    }

    private Origin origin(Node node) {
        return node.getStartMark().map(this::origin).orElse(whole);
    }

    private Origin origin(Mark mark) {
        return atLine.apply(mark.getLine() + 1);
    }

    /** Leaves the recursion. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Origin origin;

        TooMuch(Origin origin) {
            super(null, null, false, false);
            this.origin = origin;
        }
    }
}
