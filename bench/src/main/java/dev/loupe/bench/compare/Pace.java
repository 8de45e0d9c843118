package dev.loupe.bench.compare;

import java.util.List;

/** How much is measured of each case and system, and for how long. */
public interface Pace {

    /** In the order of the report. */
    List<Case> cases();

    /** Measurements of each case and system, in alternating order; the report has their median. */
    int rounds();

    /** Length of the load before a counted one; 0 for none. */
    int settleSecondsOf(Running system);

    /** Length of one counted load of a case. */
    int secondsOf(Case measured);
}
