package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.ParsedStatement.KeyParameter;
import dev.loupe.relay.postgres.statement.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the business keys of statements by rules. Immutable. */
final class KeyFinder {
    /** More values of a kind than this say nothing about whose a statement is. */
    private static final int MOST = 16;

    private static final int LONGEST_PARAMETER = 6;

    private final List<ColumnRule> columns = new ArrayList<>();
    private final List<StatementRule> statements = new ArrayList<>();

    private record ColumnRule(String kind, String table, String column) {}

    private record StatementRule(String kind, StatementNames names, int parameter) {}

    /** Keys that are parameters, and those that are literals. */
    record Found(List<KeyParameter> parameters, List<Shape.Spot> literals) {
        private int count(String kind) {
            return (int) (parameters.stream().filter(key -> key.kind().equals(kind)).count()
                    + literals.stream().filter(key -> key.kind().equals(kind)).count());
        }

        private void remove(String kind) {
            parameters.removeIf(key -> key.kind().equals(kind));
            literals.removeIf(key -> key.kind().equals(kind));
        }
    }

    KeyFinder(List<KeyRule> rules) {
        for (KeyRule rule : rules) {
            if (rule instanceof KeyRule.Column column) {
                int dot = column.column().lastIndexOf('.');
                String table = column.column().substring(0, dot);
                columns.add(new ColumnRule(rule.kind(), table, column.column().substring(dot + 1)));
            } else if (rule instanceof KeyRule.Parameter parameter) {
                StatementNames names = new StatementNames(List.of(parameter.statement()));
                statements.add(new StatementRule(rule.kind(), names, parameter.parameter()));
            }
        }
    }

    Found in(Source source, List<Mention> mentions, String summary) {
        Found found = new Found(new ArrayList<>(1), new ArrayList<>(0));
        for (StatementRule rule : statements) {
            if (rule.names().test(summary)) {
                add(found, new KeyParameter(rule.kind(), rule.parameter()));
            }
        }
        Map<String, Boolean> full = new HashMap<>();
        for (Mention mention : mentions) {
            for (ColumnRule rule : columns) {
                if (!full.containsKey(rule.kind()) && mention.is(rule.table(), rule.column())) {
                    add(found, source, rule.kind(), mention.value());
                    if (found.count(rule.kind()) > MOST) {
                        full.put(rule.kind(), true);
                        found.remove(rule.kind());
                    }
                }
            }
        }
        return found;
    }

    private static void add(Found found, Source source, String kind, int value) {
        if (!source.is(value, Kind.PARAMETER)) {
            Shape.Spot spot = new Shape.Spot(kind, value);
            if (!found.literals().contains(spot)) {
                found.literals().add(spot);
            }
        } else if (source.raw(value).length() <= LONGEST_PARAMETER) {
            add(found, new KeyParameter(kind, Integer.parseInt(source.raw(value).substring(1))));
        }
    }

    private static void add(Found found, KeyParameter key) {
        if (!found.parameters().contains(key)) {
            found.parameters().add(key);
        }
    }
}
