package io.reco.rerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The constrained fill: position by position, the best candidate to which no constraint objects; see {@link FillRule} for
 * what happens when there is none. Candidates that were passed over wait, in rank order, and are asked again first.
 *
 * <p>O(k x waiting x constraints): few wait in practice; all of them do when every candidate violates some constraint for
 * which {@link Demands} know no end to the look, and when an objective or a draw has to look at all of them.
 */
final class Fill {
    /** More than this many fill rules do not fit the bit masks. */
    static final int MAX_RULES = 31;

    private final Pool pool;
    private final Ranking ranking;
    private final Placing placing;
    private final RuleCounts counts;
    private final @Nullable TraceLog trace;

    private ObjectiveRule.@Nullable Objective objective;
    private int objectiveRule = -1;
    private String objectiveName = "";
    private @Nullable PositionDraw sampling;
    private int samplingRule = -1;
    /** What comes into the free positions whatever fits better; empty: no plan. */
    private int[] plan = new int[0];

    private int planRule;
    private int planned;

    // Waiting candidates in rank order; objections this round and in all rounds, one bit a constraint.
    private int[] waiting = new int[64];
    private int[] objections = new int[64];
    private int[] held = new int[64];
    private double[] values = new double[0];
    private int count;
    private long asked;
    private long most = Long.MAX_VALUE;
    private boolean ranOut;

    private int[] bestDegrees;
    private int best = -1;
    private int bestState = Placing.GONE;
    private boolean bestIsLeast;
    private int wanted = -1;
    private int[] wantedDegrees = new int[0];

    /** A fill that has not begun. */
    Fill(Pool pool, int[] idRanks, Placing placing, RuleCounts counts, @Nullable TraceLog trace) {
        this.pool = pool;
        this.ranking = new Ranking(pool, idRanks);
        this.placing = placing;
        this.counts = counts;
        this.trace = trace;
        bestDegrees = new int[placing.constraints()];
    }

    /** Goes by this objective instead of the score. */
    void by(ObjectiveRule.Objective newObjective, int rule, String name) {
        objective = newObjective;
        objectiveRule = rule;
        objectiveName = name;
        placing.telling(newObjective);
    }

    /** Draws the free positions by this rule. */
    void drawing(SamplingRule newSampling, int rule, RuleContext context) {
        sampling = new PositionDraw(newSampling, context);
        samplingRule = rule;
    }

    /**
     * Puts these candidates into the free positions, in this order, wherever no rule refuses them.
     *
     * @param rule for whose sake; {@link TraceLog#NO_RULE}: for the length of the list
     */
    void planning(int[] candidates, int rule) {
        plan = candidates;
        planRule = rule;
        wantedDegrees = new int[placing.constraints()];
    }

    /** The list as the rules see it. */
    Placing placing() {
        return placing;
    }

    /** Gives up before the first position at which candidates have been looked at more often than this. */
    void atMost(long looks) {
        most = looks;
    }

    /** Whether it gave up: the list is not whole. */
    boolean ranOut() {
        return ranOut;
    }

    /** Number of times a candidate was looked at. */
    long asked() {
        return asked;
    }

    /**
     * Fills positions.
     *
     * @param out modified: the positions it holds already stay and count as placed; the others are added
     * @param room number of positions to fill at most
     * @param k number of tracks wanted, {@code room} or above: what has a position up to there is placed
     */
    void run(Filled out, int room, int k) {
        placing.begin(out, k);
        if (objective != null || sampling != null) {
            while (loadNext()) {}
            values = new double[count];
        }
        for (int p = out.size(); p < room; p++) {
            if (asked > most) {
                ranOut = true;
                return;
            }
            if (!placing.placeFixed(out, p, false) && !placeBest(out, p) && !placing.placeFixed(out, p, true)) {
                refuseWaiting();
                return;
            }
        }
    }

    /** The list ends: what had to wait for a later position was kept out by the rule that made it wait. */
    private void refuseWaiting() {
        for (int w = 0; w < count; w++) {
            placing.isKeptOut(waiting[w], true);
        }
        placing.refuseWaitingFixed();
        count = 0;
    }

    private boolean placeBest(Filled out, int p) {
        scan();
        if (best < 0) {
            return false;
        }
        if (wanted >= 0) {
            followPlan(p);
        }
        int i = waiting[best];
        int relaxed = bestState == Placing.SOFT ? placing.relax(i, bestDegrees, p) : Filled.NONE;
        int drawn = best;
        double propensity = 1;
        if (sampling != null && bestState == Placing.FITS && wanted < 0) {
            drawn = sampling.draw(p, values, objections, count, best);
            propensity = sampling.propensity();
        }
        noteHeld(p, drawn == best && wanted < 0);
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
        placing.place(i);
        return true;
    }

    /** Takes what the plan wants in the place of the best. */
    private void followPlan(int p) {
        planned++;
        if (wanted == best) {
            return;
        }
        best = wanted;
        int[] degrees = bestDegrees;
        bestDegrees = wantedDegrees;
        wantedDegrees = degrees;
        bestState = Placing.FITS;
        for (int degree : bestDegrees) {
            bestState = degree > 0 ? Placing.SOFT : bestState;
        }
        if (planRule >= 0) {
            counts.add(planRule, 0, 1, 0);
        }
        if (trace != null) {
            trace.planned(planRule, pool.origin(waiting[best]), p + 1);
        }
    }

    /** Finds the candidate for the next position; takes out those refused for good. */
    private void scan() {
        best = -1;
        bestState = Placing.GONE;
        bestIsLeast = false;
        wanted = -1;
        placing.demands().begin();
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
        if (bestState == Placing.SOFT && !isDone() && !placing.demands().isKnown()) {
            learn();
        }
    }

    /** All candidates wait and none fits: how little rules can be relaxed under these demands. */
    private void learn() {
        asked += count;
        for (int w = 0; w < count; w++) {
            placing.ask(waiting[w]);
            placing.demands().meet(placing.degrees());
        }
        placing.demands().end();
    }

    /** Without an objective the first that fits is the best, or the first for which no rule can be relaxed less. */
    private boolean isDone() {
        return (bestState == Placing.FITS || bestIsLeast)
                && objective == null
                && sampling == null
                && (planned >= plan.length || wanted >= 0);
    }

    /** Compares waiting candidate {@code w} with the best so far; false if it is refused for good. */
    private boolean consider(int w) {
        asked++;
        int i = waiting[w];
        int state = placing.ask(i);
        if (state == Placing.GONE) {
            return false;
        }
        objections[w] = placing.objections();
        if (objective != null) {
            values[w] = worth(objective, i);
        } else if (sampling != null) {
            values[w] = pool.score(i);
        }
        if (state != Placing.NOT_NOW) {
            if (best < 0 || isBetter(state, w)) {
                best = w;
                bestState = state;
                System.arraycopy(placing.degrees(), 0, bestDegrees, 0, bestDegrees.length);
                bestIsLeast = state == Placing.SOFT && placing.demands().isLeast(bestDegrees);
            }
            if (planned < plan.length && i == plan[planned]) {
                wanted = w;
                System.arraycopy(placing.degrees(), 0, wantedDegrees, 0, wantedDegrees.length);
            }
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
        int order =
                state != bestState ? Integer.compare(state, bestState) : Arrays.compare(placing.degrees(), bestDegrees);
        if (order != 0) {
            return order < 0;
        }
        return objective != null && values[w] > values[best] + ObjectiveRule.TIE;
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
                for (int c = 0; c < placing.constraints(); c++) {
                    if ((news >> c & 1) != 0) {
                        counts.add(placing.rule(c), 0, 1, 0);
                        if (trace != null) {
                            trace.held(placing.rule(c), pool.origin(waiting[w]), position + 1);
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

    /** Takes the best candidate that has not been looked at among those that wait; false: there is none. */
    private boolean loadNext() {
        while (!ranking.isEmpty()) {
            int i = ranking.next();
            if (!placing.isSkipped(i)) {
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
