package io.reco.rerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The constrained fill: position by position, the best candidate to which no constraint objects; see {@link FillRule} for
 * what happens when there is none. Candidates that were passed over wait, in rank order, and are asked again first.
 *
 * <p>O(k x waiting x constraints): few wait in practice, all of them do when every candidate violates some constraint, and
 * when an objective or a draw has to look at all of them.
 */
final class Fill {
    /** More than this many fill rules do not fit the bit masks. */
    static final int MAX_RULES = 31;

    private static final int FITS = 0;
    private static final int SOFT = 1;
    private static final int NOT_NOW = 2;
    private static final int GONE = 3;

    private final Pool pool;
    private final Ranking ranking;
    private final FillRule.Constraint[] constraints;
    private final int[] ruleOf;
    private final RuleCounts counts;
    private final @Nullable TraceLog trace;
    private final FixedPlaces fixed = new FixedPlaces();
    /** Candidates that are not for the free positions; null: none. */
    private boolean @Nullable [] skipped;

    private ObjectiveRule.@Nullable Objective objective;
    private int objectiveRule = -1;
    private String objectiveName = "";
    private @Nullable PositionDraw sampling;
    private int samplingRule = -1;

    // Waiting candidates in rank order; objections this round and in all rounds, one bit a constraint.
    private int[] waiting = new int[64];
    private int[] objections = new int[64];
    private int[] held = new int[64];
    private double[] values = new double[0];
    private int count;

    private final int[] degrees;
    private final int[] bestDegrees;
    private int best = -1;
    private int bestState = GONE;
    private boolean refusedAny;

    /**
     * A fill that has not begun.
     *
     * @param constraints in the order of precedence
     * @param ruleOf number of the rule of each constraint
     */
    Fill(
            Pool pool,
            int[] idRanks,
            FillRule.Constraint[] constraints,
            int[] ruleOf,
            RuleCounts counts,
            @Nullable TraceLog trace) {
        this.pool = pool;
        this.ranking = new Ranking(pool, idRanks);
        this.constraints = constraints;
        this.ruleOf = ruleOf;
        this.counts = counts;
        this.trace = trace;
        degrees = new int[constraints.length];
        bestDegrees = new int[constraints.length];
    }

    /** Goes by this objective instead of the score. */
    void by(ObjectiveRule.Objective newObjective, int rule, String name) {
        objective = newObjective;
        objectiveRule = rule;
        objectiveName = name;
    }

    /** Draws the free positions by this rule. */
    void drawing(SamplingRule newSampling, int rule, RuleContext context) {
        sampling = new PositionDraw(newSampling, context);
        samplingRule = rule;
    }

    /** Leaves these candidates out. */
    void without(boolean[] candidates) {
        boolean[] all = skipped == null ? new boolean[pool.size()] : skipped;
        for (int i = 0; i < all.length; i++) {
            all[i] |= candidates[i];
        }
        skipped = all;
    }

    /** Whether some candidate was refused, so that another choice before it might have left room. */
    boolean refusedAny() {
        return refusedAny;
    }

    /**
     * Fills positions.
     *
     * @param out modified: the positions it holds already stay and count as placed; the others are added
     * @param room number of positions to fill at most
     * @param k number of tracks wanted, {@code room} or above: what has a position up to there is placed
     */
    void run(Filled out, int room, int k) {
        for (int p = 0; p < out.size(); p++) {
            skip(out.candidate(p));
            place(out.candidate(p), null, -1);
        }
        reserve(k);
        if (objective != null || sampling != null) {
            while (loadNext()) {}
            values = new double[count];
        }
        for (int p = out.size(); p < room; p++) {
            if (!placeFixed(out, p, false) && !placeBest(out, p) && !placeFixed(out, p, true)) {
                refuseWaiting();
                return;
            }
        }
    }

    /** The list ends: what had to wait for a later position was kept out by the rule that made it wait. */
    private void refuseWaiting() {
        for (int w = 0; w < count; w++) {
            isKeptOut(waiting[w], true);
        }
        for (int f = 0; f < fixed.size(); f++) {
            if (!fixed.isDone(f)) {
                isKeptOut(fixed.candidate(f), true);
            }
        }
        count = 0;
    }

    private void skip(int i) {
        if (skipped == null) {
            skipped = new boolean[pool.size()];
        }
        skipped[i] = true;
    }

    /** Tells all constraints which positions are taken, and refuses what some of them refuses. */
    private void reserve(int k) {
        for (int c = 0; c < constraints.length; c++) {
            int[] candidates = constraints[c].fixed();
            for (int p = 0; p < Math.min(k, candidates.length); p++) {
                int i = candidates[p];
                if (i >= 0 && (skipped == null || !skipped[i])) {
                    skip(i);
                    if (!isKeptOut(i, false)) {
                        int settled = 0;
                        for (int d = 0; d < constraints.length; d++) {
                            settled |= constraints[d].reserve(i, p) ? 1 << d : 0;
                        }
                        fixed.add(i, p, ruleOf[c], settled);
                    }
                }
            }
        }
    }

    /**
     * Whether a rule refuses a candidate, which is noted then.
     *
     * @param ended whether there is no later position to wait for
     */
    private boolean isKeptOut(int i, boolean ended) {
        for (int c = 0; c < constraints.length; c++) {
            int degree = constraints[c].degree(i);
            if (degree == FillRule.REFUSED || (ended && degree == FillRule.NOT_NOW)) {
                refuse(c, i);
                return true;
            }
        }
        return false;
    }

    private void refuse(int c, int i) {
        refusedAny = true;
        counts.add(ruleOf[c], 1, 0, 0);
        if (trace != null) {
            trace.dropped(ruleOf[c], pool.origin(i), 0);
        }
    }

    /**
     * Places a candidate that has this position, or had one before it.
     *
     * @param early whether one of a later position will do, as nothing else is left
     */
    private boolean placeFixed(Filled out, int p, boolean early) {
        if (fixed.isEmpty()) {
            return false;
        }
        for (int f = 0; f < fixed.size(); f++) {
            if (!fixed.isDone(f) && fixed.place(f) == p && placeFixedHere(out, f, p)) {
                return true;
            }
        }
        for (int f = 0; f < fixed.size(); f++) {
            if (!fixed.isDone(f) && (early || fixed.place(f) < p) && placeFixedHere(out, f, p)) {
                return true;
            }
        }
        return false;
    }

    private boolean placeFixedHere(Filled out, int f, int p) {
        int i = fixed.candidate(f);
        int first = Filled.NONE;
        for (int c = 0; c < constraints.length; c++) {
            degrees[c] = fixed.isSettled(f, c) ? 0 : constraints[c].degree(i);
            if (degrees[c] == FillRule.NOT_NOW) {
                return false;
            }
            if (degrees[c] == FillRule.REFUSED) {
                refuse(c, i);
                fixed.done(f);
                return false;
            }
        }
        if (fixed.place(f) != p) {
            first = fixed.owner(f);
            noteRelaxed(first, i, Math.abs(fixed.place(f) - p));
        }
        for (int c = 0; c < constraints.length; c++) {
            if (degrees[c] > 0) {
                noteRelaxed(ruleOf[c], i, degrees[c]);
                first = first == Filled.NONE ? ruleOf[c] : first;
            }
        }
        counts.add(fixed.owner(f), 0, 1, 0);
        if (trace != null) {
            trace.fixed(fixed.owner(f), pool.origin(i), p + 1);
        }
        out.add(i, first, true);
        fixed.done(f);
        place(i, fixed, f);
        return true;
    }

    private void place(int i, @Nullable FixedPlaces places, int f) {
        for (int c = 0; c < constraints.length; c++) {
            if (places == null || !places.isSettled(f, c)) {
                constraints[c].place(i);
            }
        }
        if (objective != null) {
            objective.place(i);
        }
    }

    private boolean placeBest(Filled out, int p) {
        scan();
        if (best < 0) {
            return false;
        }
        int i = waiting[best];
        int relaxed = bestState == SOFT ? relax(i) : Filled.NONE;
        int drawn = best;
        double propensity = 1;
        if (sampling != null && bestState == FITS) {
            drawn = sampling.draw(p, values, objections, count, best);
            propensity = sampling.propensity();
        }
        noteHeld(p, drawn == best);
        if (drawn != best) {
            counts.add(samplingRule, 0, 1, 0);
            if (trace != null) {
                trace.explored(samplingRule, pool.origin(waiting[drawn]), propensity);
            }
        }
        i = waiting[drawn];
        out.add(i, relaxed, false);
        if (sampling != null) {
            out.drawn(propensity, drawn != best);
        }
        remove(drawn);
        place(i, null, -1);
        return true;
    }

    /** Finds the candidate for the next position; takes out those refused for good. */
    private void scan() {
        best = -1;
        bestState = GONE;
        int kept = 0;
        for (int w = 0; w < count; w++) {
            waiting[kept] = waiting[w];
            held[kept] = held[w];
            if (consider(kept)) {
                kept++;
            }
            if (isDone()) {
                System.arraycopy(waiting, w + 1, waiting, kept, count - w - 1);
                System.arraycopy(held, w + 1, held, kept, count - w - 1);
                count = kept + count - w - 1;
                return;
            }
        }
        count = kept;
        while (!isDone() && loadNext()) {
            if (!consider(count - 1)) {
                count--;
            }
        }
    }

    /** Without an objective the first that fits is the best. */
    private boolean isDone() {
        return bestState == FITS && objective == null && sampling == null;
    }

    /** Compares waiting candidate {@code w} with the best so far; false if it is refused for good. */
    private boolean consider(int w) {
        int i = waiting[w];
        int state = degreesOf(i, w);
        if (state == GONE) {
            return false;
        }
        if (objective != null) {
            values[w] = worth(objective, i);
        } else if (sampling != null) {
            values[w] = pool.score(i);
        }
        if (state != NOT_NOW && (best < 0 || isBetter(state, w))) {
            best = w;
            bestState = state;
            System.arraycopy(degrees, 0, bestDegrees, 0, degrees.length);
        }
        return true;
    }

    private double worth(ObjectiveRule.Objective by, int i) {
        double value = by.value(i);
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalStateException("rule '" + objectiveName + "' says that track '" + pool.id(i)
                    + "' is worth " + value + "; a finite number or -Infinity was expected");
        }
        return value;
    }

    private boolean isBetter(int state, int w) {
        int order = state != bestState ? Integer.compare(state, bestState) : Arrays.compare(degrees, bestDegrees);
        if (order != 0) {
            return order < 0;
        }
        return objective != null && values[w] > values[best] + ObjectiveRule.TIE;
    }

    private int degreesOf(int i, int w) {
        int state = FITS;
        int mask = 0;
        for (int c = 0; c < constraints.length; c++) {
            int degree = constraints[c].degree(i);
            degrees[c] = degree;
            if (degree == FillRule.REFUSED) {
                refuse(c, i);
                return GONE;
            }
            if (degree != 0) {
                state = Math.max(state, degree < 0 ? NOT_NOW : SOFT);
                mask |= 1 << c;
            }
        }
        objections[w] = mask;
        return state;
    }

    private int relax(int i) {
        int first = Filled.NONE;
        for (int c = 0; c < bestDegrees.length; c++) {
            if (bestDegrees[c] > 0) {
                noteRelaxed(ruleOf[c], i, bestDegrees[c]);
                first = first == Filled.NONE ? ruleOf[c] : first;
            }
        }
        return first;
    }

    private void noteRelaxed(int rule, int i, int degree) {
        counts.add(rule, 0, 0, 1);
        if (trace != null) {
            trace.relaxed(rule, pool.origin(i), degree);
        }
    }

    /** Notes which rules kept which candidates from the position although they were worth more than the best that fits. */
    private void noteHeld(int position, boolean bestWasTaken) {
        boolean preferred = false;
        int end = objective == null ? best : count;
        for (int w = 0; w < end; w++) {
            if (objective != null && w < best && objections[w] == 0) {
                preferred = true;
            }
            int news = objections[w] & ~held[w];
            if (news != 0 && w != best && (objective == null || values[w] > values[best] + ObjectiveRule.TIE)) {
                held[w] |= news;
                for (int c = 0; c < constraints.length; c++) {
                    if ((news >> c & 1) != 0) {
                        counts.add(ruleOf[c], 0, 1, 0);
                        if (trace != null) {
                            trace.held(ruleOf[c], pool.origin(waiting[w]), position + 1);
                        }
                    }
                }
            }
        }
        if (preferred && bestWasTaken) {
            counts.add(objectiveRule, 0, 1, 0);
            if (trace != null) {
                trace.preferred(objectiveRule, pool.origin(waiting[best]), values[best]);
            }
        }
    }

    /**
     * Notes for candidates that were left out of a fill whether a rule refuses them now.
     *
     * @param ended whether the list came out short, so that there is nothing to wait for
     */
    void judge(boolean[] candidates, boolean ended) {
        for (int i = 0; i < candidates.length; i++) {
            if (candidates[i]) {
                isKeptOut(i, ended);
            }
        }
    }

    /** Takes the best candidate that has not been looked at among those that wait; false: there is none. */
    private boolean loadNext() {
        while (!ranking.isEmpty()) {
            int i = ranking.next();
            if (skipped == null || !skipped[i]) {
                append(i);
                return true;
            }
        }
        return false;
    }

    private void append(int i) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
            objections = Arrays.copyOf(objections, 2 * count);
            held = Arrays.copyOf(held, 2 * count);
        }
        held[count] = 0;
        waiting[count++] = i;
    }

    private void remove(int w) {
        count--;
        System.arraycopy(waiting, w + 1, waiting, w, count - w);
        System.arraycopy(held, w + 1, held, w, count - w);
    }
}
