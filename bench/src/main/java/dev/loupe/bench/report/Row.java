package dev.loupe.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One measured figure or group of figures, as it stands in the JSON file.
 *
 * @param bench the benchmark's name, such as {@code s3}
 * @param label the case, which begins with one of the design's case names so that runs can be compared over time
 * @param system {@code loupe}, {@code nginx}, …; empty where no systems are compared
 * @param values the figures by name, in the order in which they are written; a value may be null for "has no meaning"
 */
public record Row(String bench, String label, String system, Map<String, Object> values) {

    /** Copies the values, keeping their order. */
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A row without figures yet. */
    public static Row of(String bench, String label, String system) {
        return new Row(bench, label, system, Map.of());
    }

    /** The same of a benchmark that compares no systems. */
    public static Row of(String bench, String label) {
        return of(bench, label, "");
    }

    /** This row with one more figure; a floating-point number is rounded to three decimals, NaN is written as null. */
    public Row with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value instanceof Double number ? rounded(number) : value);
        return new Row(bench, label, system, more);
    }

    /** This row with one more figure, null where there is none. */
    public Row with(String name, OptionalDouble value) {
        return with(name, value.isPresent() ? (Object) value.getAsDouble() : null);
    }

    /** A figure; NaN if there is none of that name. */
    public double figure(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Object rounded(double number) {
        return Double.isFinite(number) ? (Object) (Math.round(number * 1000) / 1000.0) : null;
    }
}
