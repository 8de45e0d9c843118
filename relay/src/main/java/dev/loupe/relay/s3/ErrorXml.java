package dev.loupe.relay.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Two texts out of the beginning of an XML error document. Not an XML parser: no entities, no external anything, one
 * pass, and it stops at whatever it does not understand with what it has. It does know comments, CDATA and processing
 * instructions, so that a code quoted in one of them is not taken for the code.
 */
final class ErrorXml {
    private static final Set<String> CODE = Set.of("Error/Code", "ErrorResponse/Error/Code");
    private static final Set<String> REQUEST_ID =
            Set.of("Error/RequestId", "ErrorResponse/RequestId", "ErrorResponse/Error/RequestId");
    private static final Pattern AN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** As S3 spells its codes. A number, a token, or a word that may be a name is none. */
    private static final Pattern A_CODE =
            Pattern.compile("(?=[A-Za-z]{1,64}$)(?:[A-Z]+[a-z]+(?:[A-Z]+[a-z]*)+|Redirect|Busy|Throttling)");

    private static final int DEEPEST = 16;

    private final String xml;
    private final List<String> path = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<String> code = Optional.empty();
    private Optional<String> requestId = Optional.empty();

    private ErrorXml(String xml) {
        this.xml = xml;
    }

    /** @param xml the document or its beginning, every character a byte */
    static ErrorXml read(String xml) {
        ErrorXml reading = new ErrorXml(xml);
        for (int at = 0; at >= 0; ) {
            at = reading.next(at);
        }
        return reading;
    }

    Optional<String> code() {
        return code;
    }

    Optional<String> requestId() {
        return requestId;
    }

    /** Reads text and the markup behind it; the position after that, or -1 if there is nothing more to read. */
    private int next(int from) {
        int markup = xml.indexOf('<', from);
        if (markup < 0) {
            return -1;
        }
        text.append(xml, from, markup);
        if (xml.startsWith("<!--", markup)) {
            return after("-->", markup + 4);
        } else if (xml.startsWith("<?", markup)) {
            return after("?>", markup + 2);
        } else if (xml.startsWith("<![CDATA[", markup)) {
            int end = after("]]>", markup + 9);
            text.append(xml, markup + 9, end < 0 ? xml.length() : end - 3);
            return end;
        } else if (xml.startsWith("<!", markup)) {
            return -1;
        }
        int end = tagEnd(markup);
        if (end < 0) {
            return -1;
        }
        boolean understood = xml.charAt(markup + 1) == '/' ? closed(markup + 2, end) : opened(markup + 1, end);
        return understood ? end + 1 : -1;
    }

    private boolean opened(int from, int end) {
        if (path.size() == DEEPEST) {
            return false;
        }
        text.setLength(0);
        if (xml.charAt(end - 1) != '/') {
            path.add(localName(from, end));
        }
        return true;
    }

    private boolean closed(int from, int end) {
        if (path.isEmpty() || !path.get(path.size() - 1).equals(localName(from, end))) {
            return false;
        }
        String element = String.join("/", path);
        if (CODE.contains(element)) {
            code = code.or(() -> text(A_CODE));
        } else if (REQUEST_ID.contains(element)) {
            requestId = requestId.or(() -> text(AN_ID));
        }
        path.remove(path.size() - 1);
        text.setLength(0);
        return !path.isEmpty();
    }

    private Optional<String> text(Pattern form) {
        return Optional.of(text.toString().trim()).filter(form.asMatchPredicate());
    }

    private int after(String end, int from) {
        int at = xml.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }

    /** Where the tag's angle closes, those inside an attribute's quotes not counted. */
    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from + 1; i < xml.length(); i++) {
            char c = xml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    private String localName(int from, int end) {
        int stop = from;
        while (stop < end && xml.charAt(stop) > ' ') {
            stop++;
        }
        return xml.substring(Math.max(from, xml.lastIndexOf(':', stop - 1) + 1), stop);
    }
}
