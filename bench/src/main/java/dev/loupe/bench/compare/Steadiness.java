package dev.loupe.bench.compare;

/**
 * Judges a falling series of costs: steady once several in a row were no cheaper than the cheapest so far by more than a
 * twentieth. Single values swing with whatever else the machine does, so one that did not fall proves nothing.
 */
public final class Steadiness {

    private static final int IN_A_ROW = 4;
    private static final double CHEAPER = 0.95;

    private double cheapest = Double.MAX_VALUE;
    private int withoutGain;

    /** Takes the next cost; answers whether the series is steady. */
    public boolean after(double cost) {
        if (cost < cheapest * CHEAPER) {
            cheapest = cost;
            withoutGain = 0;
        } else {
            withoutGain++;
        }
        return withoutGain >= IN_A_ROW;
    }
}
