package dev.loupe.bench.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.bench.truth.Sightings.Sighting;
import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Bind;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Parse;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the marks of one session. The {@code BEGIN} that a driver sends of its own accord is done for what the next statement
 * is done for, and the {@code COMMIT} for what the last one was.
 */
final class WatchedSession implements SessionObserver {
    private static final Pattern MARK = Pattern.compile(Sql.MARK + "([0-9]+)");

    private final SessionObserver observer;
    private final Ledger ledger;
    private final Sightings sightings;
    private final UniqueClock clock;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Sighting> parsed = new HashMap<>();
    private Sighting begun;
    private int last;
    private boolean wanted;

    WatchedSession(SessionObserver observer, Ledger ledger, Sightings sightings, UniqueClock clock) {
        this.observer = observer;
        this.ledger = ledger;
        this.sightings = sightings;
        this.clock = clock;
    }

    @Override
    public void frontend(FrontendEvent event, long end) {
        long from = clock.next();
        observer.frontend(shown(event), end);
        long to = clock.next();
        if (event instanceof Query query) {
            Sighting sighting = new Sighting();
            sightings.seen(from, to, sighting);
            text(query.text().text(), sighting);
        } else if (event instanceof Parse parse) {
            Sighting sighting = new Sighting();
            sightings.seen(from, to, sighting);
            texts.put(parse.statement(), parse.text().text());
            parsed.put(parse.statement(), sighting);
        } else if (event instanceof Bind bind) {
            Sighting before = parsed.remove(bind.statement());
            Sighting sighting = before == null ? new Sighting() : before;
            sightings.seen(from, to, sighting);
            bound(bind, sighting);
        }
    }

    /** What the path would have been shown without a ledger. */
    private FrontendEvent shown(FrontendEvent event) {
        return event instanceof Bind bind && !wanted ? new Bind(bind.portal(), bind.statement(), List.of()) : event;
    }

    private void bound(Bind bind, Sighting sighting) {
        List<Parameter> parameters = bind.parameters();
        byte[] mark = parameters.isEmpty()
                ? null
                : parameters.get(parameters.size() - 1).value();
        Matcher matcher = MARK.matcher(mark == null ? "" : new String(mark, UTF_8));
        if (matcher.matches()) {
            operation(Integer.parseInt(matcher.group(1)), sighting);
        } else {
            text(texts.getOrDefault(bind.statement(), ""), sighting);
        }
    }

    private void text(String text, Sighting sighting) {
        Matcher matcher = MARK.matcher(text);
        if (matcher.find()) {
            operation(Integer.parseInt(matcher.group(1)), sighting);
        } else if (text.startsWith("BEGIN")) {
            begun = sighting;
        } else if (text.startsWith("COMMIT") && last > 0) {
            sighting.is(ledger.alongWith(last));
        }
    }

    private void operation(int number, Sighting sighting) {
        sighting.is(number);
        last = number;
        if (begun != null) {
            begun.is(ledger.alongWith(number));
            begun = null;
        }
    }

    @Override
    public boolean wantsParameters(String statement) {
        wanted = observer.wantsParameters(statement);
        return true;
    }

    @Override
    public void backend(BackendEvent event, long end) {
        observer.backend(event, end);
    }

    @Override
    public void clientStalls(boolean stalls) {
        observer.clientStalls(stalls);
    }

    @Override
    public void blind(Blind why) {
        ledger.failed("a session went blind: " + why);
        observer.blind(why);
    }

    @Override
    public void ended(SessionEnd end) {
        observer.ended(end);
    }
}
