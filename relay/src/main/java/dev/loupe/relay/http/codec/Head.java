package dev.loupe.relay.http.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message head as it stood on the wire, with an index of its lines. Immutable; strings are made only when asked for.
 *
 * <p>Layout: the start line and each field line with its line end, then the empty line. For field {@code i} the index
 * holds four offsets: start of the name, end of the name, start of the trimmed value, end of the trimmed value; a line
 * reaches to the start of the next one.
 */
public final class Head {
    static final int OFFSETS = 4;

    private final byte[] bytes;
    private final int length;
    private final int startLineEnd;
    private final int[] index;
    private final int fields;
    private final StartLine startLine;

    Head(byte[] bytes, int length, int startLineEnd, int[] index, int fields, StartLine startLine) {
        this.bytes = bytes;
        this.length = length;
        this.startLineEnd = startLineEnd;
        this.index = index;
        this.fields = fields;
        this.startLine = startLine;
    }

    /** Offsets of the start line's three parts. {@code number} is a response's status code, else 0. */
    record StartLine(int firstEnd, int secondStart, int secondEnd, int minorVersion, int number) {}

    /** A request's method. */
    public String method() {
        return text(0, startLine.firstEnd());
    }

    /** A request's target, raw. */
    public String target() {
        return text(startLine.secondStart(), startLine.secondEnd());
    }

    /** A response's status code, 100 to 999. */
    public int status() {
        return startLine.number();
    }

    /** 0 or 1, of HTTP/1.x. */
    public int minorVersion() {
        return startLine.minorVersion();
    }

    /** Offset of the minor version's digit in a request's head. */
    public int requestMinorAt() {
        return startLine.secondEnd() + " HTTP/1.".length();
    }

    /** Offset of the minor version's digit in a response's head. */
    public int responseMinorAt() {
        return "HTTP/1.".length();
    }

    /** How many fields there are. */
    public int fields() {
        return fields;
    }

    /** Name of field {@code i} as it stood there. */
    public String name(int i) {
        return text(index[i * OFFSETS], index[i * OFFSETS + 1]);
    }

    /** Value of field {@code i} without surrounding white space, each char one byte. */
    public String value(int i) {
        return text(index[i * OFFSETS + 2], index[i * OFFSETS + 3]);
    }

    /** Whether field {@code i} has that name, in any case. */
    public boolean isNamed(int i, String lowerCaseName) {
        int start = index[i * OFFSETS];
        return index[i * OFFSETS + 1] - start == lowerCaseName.length() && matches(start, lowerCaseName);
    }

    /** Index of the first field of that name, or -1. */
    public int find(String lowerCaseName) {
        return find(lowerCaseName, 0);
    }

    /** Index of the first field of that name from {@code from} on, or -1. */
    public int find(String lowerCaseName, int from) {
        for (int i = from; i < fields; i++) {
            if (isNamed(i, lowerCaseName)) {
                return i;
            }
        }
        return -1;
    }

    /** Value of the first field of that name, or null. */
    public String first(String lowerCaseName) {
        int i = find(lowerCaseName);
        return i < 0 ? null : value(i);
    }

    /** Values of all fields of that name, in order. */
    public List<String> all(String lowerCaseName) {
        int i = find(lowerCaseName);
        if (i < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; i >= 0; i = find(lowerCaseName, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /** Whether the value of field {@code i} is that text, in any case. */
    public boolean valueIs(int i, String lowerCaseValue) {
        int start = index[i * OFFSETS + 2];
        return index[i * OFFSETS + 3] - start == lowerCaseValue.length() && matches(start, lowerCaseValue);
    }

    /** The head's bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many of {@link #bytes} are the head, the empty line included. */
    public int length() {
        return length;
    }

    /** Where the start line ends, its line end included. */
    public int startLineEnd() {
        return startLineEnd;
    }

    /** Where the line of field {@code i} starts. */
    public int lineStart(int i) {
        return index[i * OFFSETS];
    }

    /** Where the line of field {@code i} ends, its line end included. */
    public int lineEnd(int i) {
        return i + 1 < fields ? index[(i + 1) * OFFSETS] : fieldsEnd();
    }

    /** Where the fields end and the empty line starts. */
    public int fieldsEnd() {
        return bytes[length - 2] == '\r' ? length - 2 : length - 1;
    }

    private boolean matches(int start, String lowerCase) {
        for (int j = 0; j < lowerCase.length(); j++) {
            int b = bytes[start + j];
            if (b >= 'A' && b <= 'Z') {
                b |= 0x20;
            }
            if (b != lowerCase.charAt(j)) {
                return false;
            }
        }
        return true;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
