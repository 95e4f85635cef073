package io.reco.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How little the rules that tell their demand ({@link FillRule.Constraint#demand}) can be relaxed in a position. Once all
 * candidates were looked at under some demands, the least of what these rules said is known wherever the demands are the same
 * again: a candidate says no better there, and that some are gone by then makes it no less. The look for the next position ends
 * with the first candidate that comes down to it and to which no other rule objects: whatever comes after it is no better.
 *
 * <p>So a quota whose group has run out costs two looks at all candidates and not one for each position.
 */
final class Demands {
    private final FillRule.Constraint[] constraints;
    private final List<Known> all = new ArrayList<>(2);
    private final int[] demands;
    private int @Nullable [] known;
    private boolean isStale = true;
    /** The least that was met under demands that are not known yet; meaningless before anything was met. */
    private final int[] least;

    private boolean metAny;

    /**
     * What was found out.
     *
     * @param demands by constraint
     * @param least by constraint; 0 for one that does not tell its demand
     */
    private record Known(int[] demands, int[] least) {}

    Demands(FillRule.Constraint[] constraints) {
        this.constraints = constraints;
        demands = new int[constraints.length];
        least = new int[constraints.length];
    }

    /** A look at candidates for the next position begins. */
    void begin() {
        isStale = true;
        metAny = false;
    }

    /** Whether the least is known under the demands of the next position. */
    boolean isKnown() {
        if (isStale) {
            ask();
        }
        return known != null;
    }

    /** While it is not: a candidate that was not refused objects by these degrees. */
    void meet(int[] degrees) {
        if (!metAny || isBelow(degrees)) {
            for (int c = 0; c < least.length; c++) {
                least[c] = demands[c] == FillRule.ANY ? 0 : degrees[c];
            }
            metAny = true;
        }
    }

    /** Whether no candidate that is left can have smaller degrees. */
    boolean isLeast(int[] degrees) {
        if (all.isEmpty() || !isKnown()) {
            return false;
        }
        int[] floor = known;
        return floor != null && Arrays.equals(floor, degrees);
    }

    /** All candidates that are left were met. */
    void end() {
        if (metAny) {
            all.add(new Known(demands.clone(), least.clone()));
        }
    }

    private void ask() {
        isStale = false;
        known = null;
        for (int c = 0; c < demands.length; c++) {
            demands[c] = constraints[c].demand();
        }
        for (Known one : all) {
            if (Arrays.equals(one.demands(), demands)) {
                known = one.least();
                return;
            }
        }
    }

    private boolean isBelow(int[] degrees) {
        for (int c = 0; c < least.length; c++) {
            if (demands[c] != FillRule.ANY && degrees[c] != least[c]) {
                return degrees[c] < least[c];
            }
        }
        return false;
    }
}
