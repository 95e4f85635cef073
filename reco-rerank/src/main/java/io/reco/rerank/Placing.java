package io.reco.rerank;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list while it grows, as the fill rules see it: what they say to a candidate, the positions that are taken beforehand,
 * and the notes of what was refused and relaxed. {@link Fill} chooses what is placed.
 */
final class Placing {
    /** No rule objects. */
    static final int FITS = 0;
    /** Only if some rule is relaxed. */
    static final int SOFT = 1;
    /** Not in the next position. */
    static final int NOT_NOW = 2;
    /** Refused for good. */
    static final int GONE = 3;

    /** So many wishes for a position, beyond one for each position before it. */
    private static final int CHOICES = 4;

    private final Pool pool;
    private final FillRule.Constraint[] constraints;
    private final int[] ruleOf;
    private final Demands demands;
    /** One bit a constraint whose rule wants groups of tracks. */
    private final int searching;

    private final int groups;

    private final RuleCounts counts;
    private final @Nullable TraceLog trace;
    private final FixedPlaces fixed = new FixedPlaces();
    private ObjectiveRule.@Nullable Objective objective;
    private List<Wish> promises = List.of();
    /** Candidates that are not for the free positions; null: none. */
    private boolean @Nullable [] skipped;
    /** Candidates whose refusal is not noted; null: none. */
    private boolean @Nullable [] silent;

    /** What each constraint said to the candidate asked last. */
    private final int[] degrees;

    private int objections;
    private boolean refusedAny;
    private int relaxedPositions;
    /** Refused, or placed where they serve no rule about groups: another list might have them where they do. */
    private final IntArrayList elsewhere = new IntArrayList(0);

    private final List<Wish> wishes = new ArrayList<>(0);

    /** Candidate {@code i} in position {@code p} would have spared constraint {@code c} its relaxation. */
    record Wish(int i, int p, int c) {}

    /**
     * Nothing placed.
     *
     * @param constraints in the order of precedence
     * @param ruleOf number of the rule of each constraint
     * @param groups of each constraint, number of groups that its rule wants
     */
    Placing(
            Pool pool,
            FillRule.Constraint[] constraints,
            int[] ruleOf,
            int[] groups,
            RuleCounts counts,
            @Nullable TraceLog trace) {
        this.pool = pool;
        this.constraints = constraints;
        this.ruleOf = ruleOf;
        demands = new Demands(constraints);
        int mask = 0;
        int sum = 0;
        for (int c = 0; c < groups.length; c++) {
            mask |= groups[c] > 0 ? 1 << c : 0;
            sum += groups[c];
        }
        searching = mask;
        this.groups = sum;
        this.counts = counts;
        this.trace = trace;
        degrees = new int[constraints.length];
    }

    /** Tells this objective what is placed. */
    void telling(ObjectiveRule.Objective newObjective) {
        objective = newObjective;
    }

    /** Keeps these positions for these candidates, as if they were pinned there. */
    void promising(List<Wish> newPromises) {
        promises = newPromises;
    }

    /** Does not note what becomes of these candidates when they are refused. */
    void silently(boolean[] candidates) {
        silent = candidates;
    }

    /** Leaves these candidates out. */
    void without(boolean[] candidates) {
        boolean[] all = skipped == null ? new boolean[pool.size()] : skipped;
        for (int i = 0; i < all.length; i++) {
            all[i] |= candidates[i];
        }
        skipped = all;
    }

    int constraints() {
        return constraints.length;
    }

    /** What is known of how little the rules can be relaxed. */
    Demands demands() {
        return demands;
    }

    int rule(int c) {
        return ruleOf[c];
    }

    boolean isSkipped(int i) {
        return skipped != null && skipped[i];
    }

    /** Whether some candidate was refused, so that another choice before it might have left room. */
    boolean refusedAny() {
        return refusedAny;
    }

    /**
     * Whether a rule about groups was relaxed and another list might spare it that.
     *
     * @param closely whether to say so also when several groups may have been in each other's way
     */
    boolean isRelaxedInVain(boolean closely) {
        return !wishes.isEmpty() || (closely && relaxedPositions > 0 && groups > 1);
    }

    /** What another list might have so that a rule about groups is relaxed less; in the order of positions. */
    List<Wish> wishes() {
        return wishes;
    }

    /**
     * Takes the positions as placed that a list holds already, and tells all constraints which others are taken. Refuses what
     * some of them refuses.
     */
    void begin(Filled out, int k) {
        for (int p = 0; p < out.size(); p++) {
            skip(out.candidate(p));
            place(out.candidate(p), -1);
        }
        for (int c = 0; c < constraints.length; c++) {
            int[] candidates = constraints[c].fixed();
            for (int p = 0; p < Math.min(k, candidates.length); p++) {
                if (candidates[p] >= 0) {
                    reserve(candidates[p], p, c, false);
                }
            }
        }
        for (Wish promise : promises) {
            reserve(promise.i(), promise.p(), promise.c(), true);
        }
    }

    private void reserve(int i, int p, int owner, boolean promised) {
        if (isSkipped(i)) {
            return;
        }
        skip(i);
        if (!isKeptOut(i, false)) {
            int settled = 0;
            for (int d = 0; d < constraints.length; d++) {
                // A rule about groups has to see a promise as any other track, or it would not tell what it costs it.
                boolean told = !promised || (searching >> d & 1) == 0;
                settled |= told && constraints[d].reserve(i, p) ? 1 << d : 0;
            }
            fixed.add(i, p, owner, settled, promised);
        }
    }

    private void skip(int i) {
        if (skipped == null) {
            skipped = new boolean[pool.size()];
        }
        skipped[i] = true;
    }

    /**
     * Asks all rules about the next position; what refuses the candidate for good is noted.
     *
     * @return the worst of what they say: {@link #FITS} to {@link #GONE}
     */
    int ask(int i) {
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
        objections = mask;
        return state;
    }

    /** What each rule said to the candidate that was asked last. Not to be modified. */
    int[] degrees() {
        return degrees;
    }

    /** One bit a rule that objected to the candidate that was asked last. */
    int objections() {
        return objections;
    }

    /**
     * Notes that a candidate takes the next position although rules object.
     *
     * @param by what each says
     * @return the first rule that gives way; {@link Filled#NONE} when none does
     */
    int relax(int i, int[] by, int position) {
        int first = Filled.NONE;
        for (int c = 0; c < by.length; c++) {
            if (by[c] > 0) {
                noteRelaxed(ruleOf[c], i, by[c]);
                first = first == Filled.NONE ? ruleOf[c] : first;
                if ((searching >> c & 1) != 0) {
                    wish(c, by[c], position);
                }
            }
        }
        return first;
    }

    private void wish(int c, int degree, int position) {
        int left = CHOICES + relaxedPositions++;
        for (int e = 0; e < elsewhere.size() && left > 0; e++) {
            int i = elsewhere.getInt(e);
            int there = constraints[c].degree(i);
            if (there >= 0 && there < degree) {
                wishes.add(new Wish(i, position, c));
                left--;
            }
        }
    }

    /** Puts a candidate into the next free position. */
    void place(int i) {
        for (int c = 0; searching >> c != 0; c++) {
            if ((searching >> c & 1) != 0 && constraints[c].isSpare(i)) {
                elsewhere.add(i);
                break;
            }
        }
        place(i, -1);
    }

    private void place(int i, int f) {
        for (int c = 0; c < constraints.length; c++) {
            if (f < 0 || !fixed.isSettled(f, c)) {
                constraints[c].place(i);
            }
        }
        if (objective != null) {
            objective.place(i);
        }
    }

    /**
     * Places a candidate that has this position, or had one before it.
     *
     * @param early whether one of a later position will do, as nothing else is left
     */
    boolean placeFixed(Filled out, int p, boolean early) {
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
        int owner = ruleOf[fixed.owner(f)];
        boolean promised = fixed.isPromised(f);
        int first = Filled.NONE;
        if (!promised && fixed.place(f) != p) {
            first = owner;
            noteRelaxed(owner, i, Math.abs(fixed.place(f) - p));
        }
        int relaxed = relax(i, degrees, p);
        first = first == Filled.NONE ? relaxed : first;
        counts.add(owner, 0, 1, 0);
        if (trace != null) {
            if (promised) {
                trace.planned(owner, pool.origin(i), p + 1);
            } else {
                trace.fixed(owner, pool.origin(i), p + 1);
            }
        }
        out.add(i, first, !promised);
        fixed.done(f);
        place(i, f);
        return true;
    }

    /** The list ends: a fixed candidate that had to wait for a later position was kept out by the rule that made it wait. */
    void refuseWaitingFixed() {
        for (int f = 0; f < fixed.size(); f++) {
            if (!fixed.isDone(f)) {
                isKeptOut(fixed.candidate(f), true);
            }
        }
    }

    /**
     * Whether a rule refuses a candidate, which is noted then.
     *
     * @param ended whether there is no later position to wait for
     */
    boolean isKeptOut(int i, boolean ended) {
        for (int c = 0; c < constraints.length; c++) {
            int degree = constraints[c].degree(i);
            if (degree == FillRule.REFUSED || (ended && degree == FillRule.NOT_NOW)) {
                refuse(c, i);
                return true;
            }
        }
        return false;
    }

    /**
     * Notes for candidates that were left out whether a rule refuses them now.
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

    private void refuse(int c, int i) {
        refusedAny = true;
        if (searching != 0) {
            elsewhere.add(i);
        }
        if (silent != null && silent[i]) {
            return;
        }
        counts.add(ruleOf[c], 1, 0, 0);
        if (trace != null) {
            trace.dropped(ruleOf[c], pool.origin(i), 0);
        }
    }

    private void noteRelaxed(int rule, int i, int degree) {
        counts.add(rule, 0, 0, 1);
        if (trace != null) {
            trace.relaxed(rule, pool.origin(i), degree);
        }
    }
}
