package io.reco.rerank;

import java.util.BitSet;
import java.util.List;
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
    private boolean longer;
    private boolean fewer;

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

    /**
     * Looks for a better list than the greedy one.
     *
     * @param newLonger for a longer one when it comes out short
     * @param newFewer for one that relaxes less when it is full
     */
    Pass searching(boolean newLonger, boolean newFewer) {
        longer = newLonger;
        fewer = newFewer;
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
        Filling filling = new Filling(rules, names, aside, pool, context, k, counts, log);
        Filled filled = new Filled(Math.min(k, pool.size()));
        placeAgain(filled);
        int given = filled.size();
        filled = filling.fill(filled, longer, fewer);
        noteSetAside(filled, given);
        for (int r = 0; r < names.length; r++) {
            if (rules.get(r) instanceof SequenceRule rule && takesPart(r)) {
                filled = new Sequencing(r, names[r], pool, context, k, counts, log)
                        .reordered(rule, filled, filling.lawful(filled));
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
                filling.exchanged(),
                counts.ofRequest(filled.size()),
                log);
    }

    private List<String> asideNames() {
        return aside.isEmpty()
                ? List.of()
                : aside.stream().mapToObj(r -> names[r]).toList();
    }

    /** Puts the tracks of the list before into the same positions. */
    private void placeAgain(Filled filled) {
        for (int p = 0; before != null && p < before.size(); p++) {
            for (int i = 0; i < pool.size(); i++) {
                if (pool.track(i) == before.track(p)) {
                    filled.add(i, before.relaxedBy(p), before.isPinned(p));
                    if (before.propensity(p) != 1 || before.isExplored(p)) {
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
