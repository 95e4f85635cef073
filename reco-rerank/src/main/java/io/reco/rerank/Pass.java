package io.reco.rerank;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One pass of a request through the stages: the work of {@link RulePipeline} for one set of candidates. Used once. */
final class Pass {
    private final RulePipeline pipeline;
    private final List<Rule> rules;
    private final String[] names;
    private final Candidates candidates;
    private final RuleContext context;
    private final int k;
    private final int pulls;
    private final BitSet aside;
    private final @Nullable Reranked before;
    private final RuleCounts counts;
    private final @Nullable TraceLog log;
    private final Pool pool;
    private boolean exchanging;
    private int exchanged;

    /**
     * A pass.
     *
     * @param aside numbers of the rules that do not take part
     * @param before the list with one rule less aside, whose tracks stay where they are; null: none
     */
    Pass(
            RulePipeline pipeline,
            Candidates candidates,
            RuleContext context,
            int k,
            int pulls,
            BitSet aside,
            @Nullable Reranked before) {
        this.pipeline = pipeline;
        rules = pipeline.rules();
        names = pipeline.names();
        counts = new RuleCounts(names);
        log = pipeline.isTracing() ? new TraceLog(candidates.size()) : null;
        this.candidates = candidates;
        this.context = context;
        this.k = k;
        this.pulls = pulls;
        this.aside = aside;
        this.before = before;
        pool = new Pool(candidates, context, log);
    }

    /** Looks for a longer list when this one comes out short. */
    Pass exchanging() {
        exchanging = true;
        return this;
    }

    private boolean takesPart(int r) {
        return !aside.get(r);
    }

    Reranked list() {
        for (int r = 0; r < names.length; r++) {
            if (rules.get(r) instanceof FillRule rule && takesPart(r)) {
                pool.beginRule(r, names[r]);
                rule.prepare(pool, context);
                pool.endRule(counts);
            }
        }
        for (int r = 0; r < names.length && rules.get(r) instanceof PoolRule rule; r++) {
            if (pool.size() > 0 && takesPart(r)) {
                pool.beginRule(r, names[r]);
                rule.apply(pool, context);
                pool.endRule(counts);
            }
        }
        Filled filled = fill();
        for (int r = 0; r < names.length; r++) {
            if (rules.get(r) instanceof SequenceRule rule && takesPart(r)) {
                filled = new Sequencing(r, names[r], pool, context, k, counts, log)
                        .reordered(rule, filled, lawfulFill(filled));
            }
        }
        return new Reranked(
                pipeline,
                pool.withAdded(),
                context,
                k,
                pulls,
                pool,
                filled,
                asideNames(),
                exchanged,
                counts.ofRequest(filled.size()),
                log);
    }

    private List<String> asideNames() {
        return aside.isEmpty()
                ? List.of()
                : aside.stream().mapToObj(r -> names[r]).toList();
    }

    private Filled fill() {
        int[] idRanks = context.catalog().tracks().codePointRanks();
        int objectiveIdx = indexOf(ObjectiveRule.class);
        ObjectiveRule.Objective objective = null;
        if (objectiveIdx >= 0) {
            pool.reorder(new Ranking(pool, idRanks).rest());
            objective = ((ObjectiveRule) rules.get(objectiveIdx)).bind(pool, context, k);
        }
        int room = Math.min(k, pool.size());
        long[] countsMark = exchanging ? counts.mark() : new long[0];
        int logMark = log == null ? 0 : log.size();
        Fill fill = newFill(idRanks, counts, log, false);
        refine(fill, objectiveIdx, objective);
        Filled filled = new Filled(room);
        placeAgain(filled);
        int given = filled.size();
        fill.run(filled, room, k);
        if (exchanging && filled.size() < room && fill.refusedAny()) {
            return exchange(filled, room, idRanks, objectiveIdx, countsMark, logMark);
        }
        noteSetAside(filled, given);
        return filled;
    }

    /**
     * A fill under the fill rules that take part.
     *
     * @param trial whether only those that may refuse
     */
    private Fill newFill(int[] idRanks, RuleCounts countsOfFill, @Nullable TraceLog logOfFill, boolean trial) {
        int n = 0;
        for (int r = 0; r < names.length; r++) {
            n += rules.get(r) instanceof FillRule rule && takesPart(r) && (!trial || rule.refuses()) ? 1 : 0;
        }
        FillRule.Constraint[] constraints = new FillRule.Constraint[n];
        int[] ruleOf = new int[n];
        int c = 0;
        for (int r = 0; r < names.length; r++) {
            if (rules.get(r) instanceof FillRule rule && takesPart(r) && (!trial || rule.refuses())) {
                constraints[c] = rule.bind(pool, context, k);
                ruleOf[c++] = r;
            }
        }
        return new Fill(pool, idRanks, constraints, ruleOf, countsOfFill, logOfFill);
    }

    /** Makes fills that hold a list to what may not be undone; null: every order will do. */
    private @Nullable Supplier<Fill> lawfulFill(Filled filled) {
        boolean byOrder = false;
        for (int r = 0; r < names.length; r++) {
            byOrder |= rules.get(r) instanceof FillRule rule && takesPart(r) && rule.refusesByOrder();
        }
        if (!byOrder) {
            return null;
        }
        boolean[] others = new boolean[pool.size()];
        Arrays.fill(others, true);
        for (int p = 0; p < filled.size(); p++) {
            others[filled.candidate(p)] = false;
        }
        int[] idRanks = context.catalog().tracks().codePointRanks();
        return () -> {
            Fill fill = newFill(idRanks, new RuleCounts(names), null, true);
            fill.without(others);
            return fill;
        };
    }

    private void refine(Fill fill, int objectiveIdx, ObjectiveRule.@Nullable Objective objective) {
        if (objective != null) {
            fill.by(objective, objectiveIdx, names[objectiveIdx]);
        }
        int samplingIdx = indexOf(SamplingRule.class);
        if (samplingIdx >= 0) {
            fill.drawing((SamplingRule) rules.get(samplingIdx), samplingIdx, context);
        }
    }

    private int indexOf(Class<? extends Rule> kind) {
        for (int r = 0; r < names.length; r++) {
            if (kind.isInstance(rules.get(r)) && takesPart(r)) {
                return r;
            }
        }
        return -1;
    }

    /** Looks for a longer list, and fills anew with the candidates of the longest one. */
    private Filled exchange(Filled greedy, int room, int[] idRanks, int objectiveIdx, long[] countsMark, int logMark) {
        Filled longest = Exchange.search(greedy, room, pool.size(), givenUp -> {
            Fill trial = newFill(idRanks, new RuleCounts(names), null, true);
            trial.without(mask(givenUp));
            Filled list = new Filled(room);
            trial.run(list, room, k);
            return list;
        });
        if (longest == greedy) {
            return greedy;
        }
        boolean[] others = new boolean[pool.size()];
        Arrays.fill(others, true);
        for (int p = 0; p < longest.size(); p++) {
            others[longest.candidate(p)] = false;
        }
        Fill fill = again(idRanks, objectiveIdx, countsMark, logMark);
        fill.without(others);
        Filled filled = new Filled(room);
        fill.run(filled, room, k);
        if (filled.size() <= greedy.size()) {
            // Rules that depend on the order took another turn than in the trial.
            Filled greedyAgain = new Filled(room);
            again(idRanks, objectiveIdx, countsMark, logMark).run(greedyAgain, room, k);
            return greedyAgain;
        }
        for (int p = 0; p < greedy.size(); p++) {
            if (others[greedy.candidate(p)]) {
                others[greedy.candidate(p)] = false;
                exchanged++;
                if (log != null) {
                    log.exchanged(pool.origin(greedy.candidate(p)), filled.size() - greedy.size());
                }
            }
        }
        fill.judge(others, filled.size() < room);
        return filled;
    }

    /** A fill from the beginning; what was counted and noted of the fill before is forgotten. */
    private Fill again(int[] idRanks, int objectiveIdx, long[] countsMark, int logMark) {
        counts.reset(countsMark);
        if (log != null) {
            log.truncate(logMark);
        }
        Fill fill = newFill(idRanks, counts, log, false);
        refine(
                fill,
                objectiveIdx,
                objectiveIdx < 0 ? null : ((ObjectiveRule) rules.get(objectiveIdx)).bind(pool, context, k));
        return fill;
    }

    private boolean[] mask(BitSet candidateSet) {
        boolean[] mask = new boolean[pool.size()];
        candidateSet.stream().forEach(i -> mask[i] = true);
        return mask;
    }

    /** Puts the tracks of the list before into the same positions. */
    private void placeAgain(Filled filled) {
        for (int p = 0; before != null && p < before.size(); p++) {
            for (int i = 0; i < pool.size(); i++) {
                if (pool.track(i) == before.track(p)) {
                    filled.add(i, before.relaxedBy(p), before.isPinned(p));
                    if (before.propensity(p) < 1 || before.isExplored(p)) {
                        filled.drawn(before.propensity(p), before.isExplored(p));
                    }
                    break;
                }
            }
        }
    }

    /** The tracks that came in owe it to the rules that are aside now and were not before. */
    private void noteSetAside(Filled filled, int from) {
        int rule = -1;
        for (int r = aside.nextSetBit(0); r >= 0; r = aside.nextSetBit(r + 1)) {
            if (rule < 0 && (before == null || !before.setAside().contains(names[r]))) {
                rule = r;
            }
        }
        for (int p = from; rule >= 0 && p < filled.size(); p++) {
            filled.relaxedBy(p, rule);
            counts.add(rule, 0, 0, 1);
            if (log != null) {
                log.setAside(rule, pool.origin(filled.candidate(p)));
            }
        }
    }
}
