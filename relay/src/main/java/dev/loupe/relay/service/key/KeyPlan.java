package dev.loupe.relay.service.key;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.ResponseHead;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Where business keys stand in the exchanges of one route. Built by one thread, then only read. */
public final class KeyPlan {
    /** A form can have a field a thousand times over, and each pseudonym takes a microsecond. */
    private static final int MOST_VALUES = 16;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Pseudonyms pseudonyms;
    private final Set<String> kinds;
    private final HeadKeys head = new HeadKeys();
    private final Map<String, List<String>> byParameter = new TreeMap<>();
    private final Map<String, List<String>> byFormField = new TreeMap<>();
    private final PointerTree inRequest = new PointerTree();
    private final PointerTree inResponse = new PointerTree();
    private final Set<String> requestBodyKinds = new TreeSet<>();

    /** @param kinds that are declared: a parameter of such a name is a key */
    KeyPlan(Pseudonyms pseudonyms, Set<String> kinds) {
        this.pseudonyms = pseudonyms;
        this.kinds = kinds;
    }

    void add(Extractor extractor) {
        String kind = extractor.kind();
        if (extractor.source() instanceof KeySource.PathParameter parameter) {
            byParameter
                    .computeIfAbsent(parameter.name(), unknown -> new ArrayList<>(1))
                    .add(kind);
        } else if (extractor.source() instanceof KeySource.Header field) {
            head.field(field.name(), kind);
        } else if (extractor.source() instanceof KeySource.QueryParameter parameter) {
            head.query(parameter.name(), kind);
        } else if (extractor.source() instanceof KeySource.Cookie cookie) {
            head.cookie(cookie.name(), kind);
        } else if (extractor.source() instanceof KeySource.FormField field) {
            byFormField
                    .computeIfAbsent(field.name(), unknown -> new ArrayList<>(1))
                    .add(kind);
            requestBodyKinds.add(kind);
        } else if (extractor.source() instanceof KeySource.RequestJson json) {
            inRequest.add(json.pointer(), kind);
            requestBodyKinds.add(kind);
        } else if (extractor.source() instanceof KeySource.ResponseJson json) {
            inResponse.add(json.pointer(), kind);
        }
    }

    /** Finds the keys that a request's head holds. */
    public void inHead(RequestHead request, RouteMatch route, Consumer<BusinessKey> found) {
        Found raw = pseudonymous(found);
        route.eachParameter((name, value) -> {
            if (kinds.contains(name)) {
                raw.value(name, value);
            }
            byParameter.getOrDefault(name, List.of()).forEach(kind -> raw.value(kind, value));
        });
        head.find(request, raw);
    }

    /** The reader of a request's body; null if it can hold no key. */
    public BodyKeys inRequestBody(RequestHead request, Consumer<BusinessKey> found) {
        if (requestBodyKinds.isEmpty() || isCoded(request.header("content-encoding"))) {
            return null;
        }
        boolean form = isForm(request.header("content-type"));
        if (form ? byFormField.isEmpty() : inRequest.size() == 0) {
            return null;
        }
        Found raw = pseudonymous(found);
        return new BodyKeys(form ? new FormReader(byFormField, raw) : new JsonReader(inRequest, raw));
    }

    /** The reader of a response's body; null if it can hold no key. */
    public BodyKeys inResponseBody(ResponseHead response, Consumer<BusinessKey> found) {
        if (inResponse.size() == 0 || isCoded(response.header("content-encoding"))) {
            return null;
        }
        return new BodyKeys(new JsonReader(inResponse, pseudonymous(found)));
    }

    /** Kinds of the keys that a request's body may hold. */
    public Set<String> requestBodyKinds() {
        return requestBodyKinds;
    }

    private Found pseudonymous(Consumer<BusinessKey> found) {
        int[] left = {MOST_VALUES};
        return (kind, value) -> {
            String normal = KeyValues.normal(value);
            if (normal != null && left[0]-- > 0) {
                found.accept(new BusinessKey(kind, pseudonyms.of(kind, normal)));
            }
        };
    }

    private static boolean isCoded(String contentEncoding) {
        return contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
    }

    private static boolean isForm(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
    }
}
