package io.reco.rerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The constrained fill: position by position, the best candidate to which no constraint objects; see {@link FillRule} for
 * what happens when there is none. Candidates that were passed over wait, in rank order, and are asked again first.
 *
 * <p>O(k x waiting x constraints): few wait in practice, all of them do when every candidate violates some constraint.
 */
final class Fill {
    /** More than this many fill rules do not fit the bit masks. */
    static final int MAX_RULES = 31;

    private static final int FITS = 0;
    private static final int SOFT = 1;
    private static final int GONE = 2;

    private final Pool pool;
    private final Ranking ranking;
    private final FillRule.Constraint[] constraints;
    private final int[] ruleOf;
    private final ObjectiveRule.@Nullable Objective objective;
    private final int objectiveRule;
    private final RuleCounts counts;
    private final @Nullable TraceLog trace;

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

    /**
     * A fill that has not begun.
     *
     * @param constraints in the order of precedence
     * @param ruleOf number of the rule of each constraint
     * @param objective what is worth most; null: the score
     * @param objectiveRule number of its rule
     */
    Fill(
            Pool pool,
            int[] idRanks,
            FillRule.Constraint[] constraints,
            int[] ruleOf,
            ObjectiveRule.@Nullable Objective objective,
            int objectiveRule,
            RuleCounts counts,
            @Nullable TraceLog trace) {
        this.pool = pool;
        this.ranking = new Ranking(pool, idRanks);
        this.constraints = constraints;
        this.ruleOf = ruleOf;
        this.objective = objective;
        this.objectiveRule = objectiveRule;
        this.counts = counts;
        this.trace = trace;
        degrees = new int[constraints.length];
        bestDegrees = new int[constraints.length];
    }

    /**
     * Fills up to {@code k} positions.
     *
     * @param chosen modified: the candidates by position
     * @param relaxedBy modified: by position, the first rule that gave way, or -1
     * @return number of positions filled
     */
    int run(int k, int[] chosen, int[] relaxedBy) {
        if (objective != null) {
            while (!ranking.isEmpty()) {
                append(ranking.next());
            }
            values = new double[count];
        }
        int p = 0;
        while (p < k) {
            scan();
            if (best < 0) {
                break;
            }
            int i = waiting[best];
            relaxedBy[p] = bestState == SOFT ? relax(i) : -1;
            noteHeld(p);
            chosen[p++] = i;
            remove(best);
            for (FillRule.Constraint constraint : constraints) {
                constraint.place(i);
            }
            if (objective != null) {
                objective.place(i);
            }
        }
        return p;
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
        while (!ranking.isEmpty() && !isDone()) {
            append(ranking.next());
            if (!consider(count - 1)) {
                count--;
            }
        }
    }

    /** Without an objective the first that fits is the best. */
    private boolean isDone() {
        return objective == null && bestState == FITS;
    }

    /** Compares waiting candidate {@code w} with the best so far; false if it is refused for good. */
    private boolean consider(int w) {
        int i = waiting[w];
        int state = degreesOf(i, w);
        if (state == GONE) {
            return false;
        }
        if (objective != null) {
            values[w] = objective.value(i);
        }
        if (best < 0 || isBetter(state, w)) {
            best = w;
            bestState = state;
            System.arraycopy(degrees, 0, bestDegrees, 0, degrees.length);
        }
        return true;
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
            if (degree < 0) {
                counts.add(ruleOf[c], 1, 0, 0);
                if (trace != null) {
                    trace.dropped(ruleOf[c], pool.origin(i), 0);
                }
                return GONE;
            }
            degrees[c] = degree;
            if (degree > 0) {
                state = SOFT;
                mask |= 1 << c;
            }
        }
        objections[w] = mask;
        return state;
    }

    private int relax(int i) {
        int first = -1;
        for (int c = 0; c < bestDegrees.length; c++) {
            if (bestDegrees[c] > 0) {
                counts.add(ruleOf[c], 0, 0, 1);
                if (trace != null) {
                    trace.relaxed(ruleOf[c], pool.origin(i), bestDegrees[c]);
                }
                if (first < 0) {
                    first = ruleOf[c];
                }
            }
        }
        return first;
    }

    /** Notes which rules kept which candidates from the position although they were worth more than the one chosen. */
    private void noteHeld(int position) {
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
        if (preferred) {
            counts.add(objectiveRule, 0, 1, 0);
            if (trace != null) {
                trace.preferred(objectiveRule, pool.origin(waiting[best]), values[best]);
            }
        }
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
