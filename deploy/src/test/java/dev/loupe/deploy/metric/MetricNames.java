package dev.loupe.deploy.metric;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of metrics and labels in Prometheus's language, and those in an expression of it. */
final class MetricNames {
    /** What the Prometheus form of a metric may have behind its name, by its kind and unit. */
    private static final List<String> SUFFIXES =
            List.of("", "_total", "_seconds", "_seconds_total", "_bucket", "_count", "_sum", "_seconds_bucket");

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

    private MetricNames() {}

    /** All that Loupe may expose. */
    static Set<String> exposed() {
        return constants()
                .filter(String.class::isInstance)
                .map(name -> ((String) name).replace('.', '_'))
                .flatMap(name -> SUFFIXES.stream().map(name::concat))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Labels that metrics may have. */
    static Set<String> labels() {
        Set<String> labels = constants()
                .filter(AttributeKey.class::isInstance)
                .map(key -> ((AttributeKey<?>) key).getKey().replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        labels.add("le");
        return labels;
    }

    private static Stream<Object> constants() {
        return Stream.of(Names.class.getFields()).map(MetricNames::value);
    }

    private static Object value(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new LinkageError(constant + " cannot be read", e);
        }
    }

    /** Metrics in an expression. */
    static Set<String> metricsIn(String expression) {
        String bare = RANGE.matcher(SELECTOR.matcher(
                                GROUPING.matcher(withoutTexts(expression)).replaceAll(" "))
                        .replaceAll(""))
                .replaceAll("");
        Set<String> names = NAME.matcher(bare).results().map(MatchResult::group).collect(Collectors.toSet());
        names.removeAll(OPERATORS);
        return names;
    }

    /** Labels that an expression groups or selects by. */
    static Set<String> labelsIn(String expression) {
        String bare = withoutTexts(expression);
        Stream<String> grouped = GROUPING.matcher(bare)
                .results()
                .flatMap(group -> Stream.of(group.group(1).split(",")));
        Stream<String> selected = SELECTOR.matcher(bare)
                .results()
                .flatMap(group -> Stream.of(group.group(1).split(",")))
                .map(matcher -> matcher.replaceAll("[=!~].*", ""));
        return Stream.concat(grouped, selected)
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String withoutTexts(String expression) {
        return TEXT.matcher(expression).replaceAll("");
    }
}
