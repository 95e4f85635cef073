package io.reco.rerank;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fill stage of one pass: greedily, and where the greedy list is short, or a rule was relaxed that need not be, by
 * search. Of two lists the longer one is better, then the one for which fewer tracks had to have a rule relaxed (rules
 * compared in the order given, the first one first) if a rule about groups is among those relaxed less, then the greedy one.
 *
 * <p>Up to {@value #COMPLETE} candidates {@link CompleteSearch} looks at all lists; above, {@link Exchange} looks for a longer
 * one and then {@link Promises} for one that relaxes less. Rules give {@value #ANSWERS} answers about candidates at most,
 * those for the greedy list included (which gets all it needs) and one for each candidate whenever a list is begun; the longer
 * list may take half of what is left.
 */
final class Filling {
    /** Pools up to this size are searched completely. */
    static final int COMPLETE = 9;

    /**
     * Answers of rules about candidates, greedy list included, after which no search goes on. With nine fill rules that cannot all
     * hold over 1,000 candidates for 50 positions, a request took 4 ms (median of 100) to 10 ms (worst) on one core of a busy
     * machine, most of it for the greedy list.
     */
    static final long ANSWERS = 150_000;

    private final List<Rule> rules;
    private final String[] names;
    private final BitSet aside;
    private final Pool pool;
    private final RuleContext context;
    private final int k;
    private final int[] idRanks;
    private final RuleCounts counts;
    private final @Nullable TraceLog log;
    private final int room;
    private final int objectiveIdx;
    private int exchanged;
    private long left = ANSWERS;

    /**
     * The fill stage.
     *
     * @param aside numbers of the rules that do not take part
     * @param pool what is left after the stages before; modified: under an objective put into the order of scores and ids
     */
    Filling(
            List<Rule> rules,
            String[] names,
            BitSet aside,
            Pool pool,
            RuleContext context,
            int k,
            RuleCounts counts,
            @Nullable TraceLog log) {
        this.rules = rules;
        this.names = names;
        this.aside = aside;
        this.pool = pool;
        this.context = context;
        this.k = k;
        this.counts = counts;
        this.log = log;
        idRanks = context.catalog().tracks().codePointRanks();
        room = Math.min(k, pool.size());
        objectiveIdx = indexOf(ObjectiveRule.class);
        if (objectiveIdx >= 0) {
            pool.reorder(new Ranking(pool, idRanks).rest());
        }
    }

    /**
     * What makes one list another than the greedy one.
     *
     * @param without candidates that are left out; null: none
     * @param promises positions kept for candidates
     * @param script what comes into the free positions; empty: what fits best
     * @param rule for whose sake the script is followed; {@link TraceLog#NO_RULE}: for the length of the list
     */
    record Plan(boolean @Nullable [] without, List<Placing.Wish> promises, int[] script, int rule) {
        static final Plan GREEDY = new Plan(null, List.of(), new int[0], TraceLog.NO_RULE);
    }

    /**
     * A plan carried out.
     *
     * @param relaxed by rule, number of tracks it was relaxed for
     * @param groupRules numbers of the rules about groups; that others are relaxed less makes no list better, that is no search's
     *     business
     * @param wishes how it might be relaxed less
     * @param whole whether the list was filled to its end; one that was not is no better than any
     */
    record Outcome(Plan plan, Filled list, long[] relaxed, int[] groupRules, List<Placing.Wish> wishes, boolean whole) {
        boolean isBetterThan(Outcome other) {
            if (!whole) {
                return false;
            }
            if (list.size() != other.list.size()) {
                return list.size() > other.list.size();
            }
            boolean lessForGroups = false;
            for (int r : groupRules) {
                lessForGroups |= relaxed[r] < other.relaxed[r];
            }
            return lessForGroups && Arrays.compare(relaxed, other.relaxed) < 0;
        }
    }

    /** How many tracks of the greedy list were given up. */
    int exchanged() {
        return exchanged;
    }

    /**
     * Fills the list.
     *
     * @param filled modified: what it holds stays, the rest is added
     * @param longer whether to look for a longer list when it comes out short
     * @param fewer whether to look for one that relaxes less when it is full, or came out short with {@code longer}
     * @return the list; another one when a search had success
     */
    Filled fill(Filled filled, boolean longer, boolean fewer) {
        boolean fresh = filled.size() == 0;
        long[] countsMark = fresh && (longer || fewer) ? counts.mark() : new long[0];
        int logMark = log == null ? 0 : log.size();
        Fill fill = newFill(Plan.GREEDY, counts, log);
        fill.run(filled, room, k);
        spend(fill);
        if (!fresh) {
            return filled;
        }
        Placing placing = fill.placing();
        boolean isShort = filled.size() < room;
        boolean lookLonger = longer && isShort && placing.refusedAny();
        boolean lookFewer = (longer || (fewer && !isShort)) && placing.isRelaxedInVain(pool.size() <= COMPLETE);
        if (!lookLonger && !lookFewer) {
            return filled;
        }
        Outcome greedy = new Outcome(
                Plan.GREEDY,
                filled,
                counts.relaxedSince(countsMark),
                groupRules(),
                List.copyOf(placing.wishes()),
                true);
        Outcome best = search(greedy, lookLonger, lookFewer);
        return best == greedy ? filled : carryOut(best, greedy, countsMark, logMark);
    }

    private Outcome search(Outcome greedy, boolean lookLonger, boolean lookFewer) {
        if (pool.size() <= COMPLETE) {
            return completely(greedy);
        }
        Outcome best = lookLonger ? longest(greedy) : greedy;
        return lookFewer || best != greedy ? Promises.search(best, this::attempt) : best;
    }

    /** A longer list than the greedy one, if one is found. */
    private Outcome longest(Outcome greedy) {
        long half = left / 2;
        Exchange.Longest longest = Exchange.search(greedy.list(), room, () -> left > half, this::without);
        if (longest.list() == greedy.list()) {
            return greedy;
        }
        // With the rules that only relax it may take another turn than in the search; then its own tracks have to do.
        Outcome free = attempt(new Plan(mask(longest.givenUp()), List.of(), new int[0], TraceLog.NO_RULE));
        if (free.whole() && free.list().size() >= longest.list().size()) {
            return free;
        }
        Outcome same = attempt(new Plan(allBut(longest.list()), List.of(), new int[0], TraceLog.NO_RULE));
        return same.isBetterThan(greedy) ? same : greedy;
    }

    /** The best list of all, filled from its tracks if that does as well, or else position by position as it was found. */
    private Outcome completely(Outcome greedy) {
        CompleteSearch.Found found = CompleteSearch.best(
                new Ranking(pool, idRanks).rest(), room, k, names, trialCounts -> newPlacing(trialCounts, null, false));
        Outcome best = attempt(new Plan(null, List.of(), found.script(), relaxedLess(found.relaxed(), greedy)));
        if (!best.isBetterThan(greedy)) {
            return greedy;
        }
        Outcome refilled = attempt(new Plan(allBut(best.list()), List.of(), new int[0], TraceLog.NO_RULE));
        boolean asGood = refilled.list().size() == best.list().size() && refilled.isBetterThan(greedy);
        for (int r : groupRules()) {
            asGood &= refilled.relaxed()[r] <= best.relaxed()[r];
        }
        return asGood ? refilled : best;
    }

    /** The first rule that is relaxed for fewer tracks; {@link TraceLog#NO_RULE} when there is none. */
    private static int relaxedLess(long[] relaxed, Outcome greedy) {
        for (int r = 0; r < relaxed.length; r++) {
            if (relaxed[r] < greedy.relaxed()[r]) {
                return r;
            }
        }
        return TraceLog.NO_RULE;
    }

    private Outcome attempt(Plan plan) {
        RuleCounts trialCounts = new RuleCounts(names);
        long[] mark = trialCounts.mark();
        Fill fill = newFill(plan, trialCounts, null);
        Filled list = new Filled(room);
        fill.atMost(left / Math.max(1, fill.placing().constraints()));
        fill.run(list, room, k);
        spend(fill);
        return new Outcome(
                plan,
                list,
                trialCounts.relaxedSince(mark),
                groupRules(),
                List.copyOf(fill.placing().wishes()),
                !fill.ranOut());
    }

    private void spend(Fill fill) {
        left -= fill.asked() * fill.placing().constraints() + pool.size();
    }

    /** The list by score under the rules that refuse when these candidates are given up. */
    private Filled without(BitSet givenUp) {
        RuleCounts trialCounts = new RuleCounts(names);
        Placing placing = newPlacing(trialCounts, null, true);
        placing.without(mask(givenUp));
        Filled list = new Filled(room);
        Fill fill = new Fill(pool, idRanks, placing, trialCounts, null);
        fill.run(list, room, k);
        spend(fill);
        return list;
    }

    /** Fills as planned, with notes; what was counted and noted of the greedy list is forgotten. */
    private Filled carryOut(Outcome best, Outcome greedy, long[] countsMark, int logMark) {
        counts.reset(countsMark);
        if (log != null) {
            log.truncate(logMark);
        }
        boolean[] lost = mask(tracks(greedy.list()));
        for (int p = 0; p < best.list().size(); p++) {
            lost[best.list().candidate(p)] = false;
        }
        Fill fill = newFill(best.plan(), counts, log);
        Filled filled = new Filled(room);
        boolean[] without = best.plan().without();
        fill.placing().silently(lost);
        fill.run(filled, room, k);
        filled.forgetPropensities();
        int gain = filled.size() - greedy.list().size();
        int rule = gain > 0 ? TraceLog.NO_RULE : relaxedLess(best.relaxed(), greedy);
        for (int p = 0; p < greedy.list().size(); p++) {
            int i = greedy.list().candidate(p);
            if (lost[i]) {
                exchanged++;
                if (log != null) {
                    int less = rule < 0 ? 0 : (int) (greedy.relaxed()[rule] - best.relaxed()[rule]);
                    log.exchanged(pool.origin(i), gain, rule, less);
                }
            }
        }
        if (without != null) {
            boolean[] others = without.clone();
            for (int i = 0; i < others.length; i++) {
                others[i] &= !lost[i];
            }
            fill.placing().judge(others, filled.size() < room);
        }
        return filled;
    }

    private Fill newFill(Plan plan, RuleCounts countsOfFill, @Nullable TraceLog logOfFill) {
        Placing placing = newPlacing(countsOfFill, logOfFill, false);
        placing.promising(plan.promises());
        boolean[] without = plan.without();
        if (without != null) {
            placing.without(without);
        }
        Fill fill = new Fill(pool, idRanks, placing, countsOfFill, logOfFill);
        if (objectiveIdx >= 0) {
            ObjectiveRule rule = (ObjectiveRule) rules.get(objectiveIdx);
            fill.by(rule.bind(pool, context, k), objectiveIdx, names[objectiveIdx]);
        }
        int samplingIdx = indexOf(SamplingRule.class);
        if (samplingIdx >= 0) {
            fill.drawing((SamplingRule) rules.get(samplingIdx), samplingIdx, context);
        }
        if (plan.script().length > 0) {
            fill.planning(plan.script(), plan.rule());
        }
        return fill;
    }

    /**
     * The fill rules that take part, bound anew.
     *
     * @param refusing whether only those that may refuse
     */
    private Placing newPlacing(RuleCounts countsOfFill, @Nullable TraceLog logOfFill, boolean refusing) {
        int n = 0;
        for (int r = 0; r < names.length; r++) {
            n += rules.get(r) instanceof FillRule rule && takesPart(r) && (!refusing || rule.refuses()) ? 1 : 0;
        }
        FillRule.Constraint[] constraints = new FillRule.Constraint[n];
        int[] ruleOf = new int[n];
        int[] groups = new int[n];
        int c = 0;
        for (int r = 0; r < names.length; r++) {
            if (rules.get(r) instanceof FillRule rule && takesPart(r) && (!refusing || rule.refuses())) {
                constraints[c] = rule.bind(pool, context, k);
                groups[c] = rule.wantedGroups();
                ruleOf[c++] = r;
            }
        }
        return new Placing(pool, constraints, ruleOf, groups, countsOfFill, logOfFill);
    }

    /** Makes fills that hold a list to what may not be undone; null: every order will do. */
    @Nullable
    Supplier<Fill> lawful(Filled filled) {
        boolean byOrder = false;
        for (int r = 0; r < names.length; r++) {
            byOrder |= rules.get(r) instanceof FillRule rule && takesPart(r) && rule.refusesByOrder();
        }
        if (!byOrder) {
            return null;
        }
        boolean[] others = allBut(filled);
        return () -> {
            RuleCounts trialCounts = new RuleCounts(names);
            Placing placing = newPlacing(trialCounts, null, true);
            placing.without(others);
            return new Fill(pool, idRanks, placing, trialCounts, null);
        };
    }

    private int[] groupRules() {
        return IntStream.range(0, names.length)
                .filter(r -> takesPart(r) && rules.get(r) instanceof FillRule rule && rule.wantedGroups() > 0)
                .toArray();
    }

    private boolean takesPart(int r) {
        return !aside.get(r);
    }

    private int indexOf(Class<? extends Rule> kind) {
        for (int r = 0; r < names.length; r++) {
            if (kind.isInstance(rules.get(r)) && takesPart(r)) {
                return r;
            }
        }
        return -1;
    }

    private boolean[] mask(BitSet candidates) {
        boolean[] mask = new boolean[pool.size()];
        candidates.stream().forEach(i -> mask[i] = true);
        return mask;
    }

    private boolean[] allBut(Filled list) {
        boolean[] others = new boolean[pool.size()];
        Arrays.fill(others, true);
        for (int p = 0; p < list.size(); p++) {
            others[list.candidate(p)] = false;
        }
        return others;
    }

    private static BitSet tracks(Filled list) {
        BitSet tracks = new BitSet();
        for (int p = 0; p < list.size(); p++) {
            tracks.set(list.candidate(p));
        }
        return tracks;
    }
}
