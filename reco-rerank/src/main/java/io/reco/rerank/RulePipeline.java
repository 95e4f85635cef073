package io.reco.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stage two: rules in stages ({@link Stage}), from candidates to a list. The list is a duplicate-free subset of the
 * candidates (a rule that substitutes another release excepted); without rules it is the best k by score and id. Equal
 * candidates and contexts give equal lists, on every run and thread.
 *
 * <p><b>Refill.</b> From a {@link CandidateSource} the pipeline pulls twice as many candidates as before, and judges all of
 * them afresh, until k tracks are placed or the source has no more. So k tracks come back whenever k candidates may be
 * placed at all, and the list is the one that would have come out had the pool been that deep from the beginning. Soft rules
 * are relaxed within the pool that was pulled: depth is the dial between a strict list and an early one.
 *
 * <p>Immutable and thread-safe. With tracing off no object is made per candidate.
 */
public final class RulePipeline {
    private final List<Rule> rules;
    private final String[] names;
    private final boolean tracing;

    private RulePipeline(List<Rule> rules, String[] names, boolean tracing) {
        this.rules = rules;
        this.names = names;
        this.tracing = tracing;
    }

    /** A pipeline of these rules. */
    public static RulePipeline of(Rule... rules) {
        return of(List.of(rules));
    }

    /**
     * A pipeline of these rules. They run by stage and, within a stage, in this order; a name that occurs again gets a
     * number: {@code "artist-cap#2"}.
     *
     * @throws IllegalArgumentException if a rule's stage does not go with its kind, there are several objectives or more
     *     than 31 fill rules
     */
    public static RulePipeline of(List<? extends Rule> rules) {
        List<Rule> ordered = new ArrayList<>(rules);
        ordered.sort(Comparator.comparing(Rule::stage));
        ordered.forEach(RulePipeline::checkStage);
        long objectives =
                ordered.stream().filter(ObjectiveRule.class::isInstance).count();
        if (objectives > 1) {
            throw new IllegalArgumentException(objectives + " objectives in one pipeline; at most 1 is possible: "
                    + ordered.stream()
                            .filter(ObjectiveRule.class::isInstance)
                            .map(Rule::name)
                            .toList());
        }
        long fillRules = ordered.stream().filter(FillRule.class::isInstance).count();
        if (fillRules > Fill.MAX_RULES) {
            throw new IllegalArgumentException(
                    fillRules + " fill rules in one pipeline; at most " + Fill.MAX_RULES + " are possible");
        }
        Map<String, Integer> seen = new HashMap<>();
        String[] names = new String[ordered.size()];
        for (int r = 0; r < names.length; r++) {
            String name = ordered.get(r).name();
            int times = seen.merge(name, 1, Integer::sum);
            names[r] = times == 1 ? name : name + "#" + times;
        }
        return new RulePipeline(List.copyOf(ordered), names, false);
    }

    private static void checkStage(Rule rule) {
        boolean known = rule instanceof PoolRule
                || rule instanceof FillRule
                || rule instanceof ObjectiveRule
                || rule instanceof SequenceRule;
        if (!known) {
            throw new IllegalArgumentException(
                    "rule '" + rule.name() + "' is none of PoolRule, FillRule, ObjectiveRule, SequenceRule: "
                            + rule.getClass().getName());
        }
        Stage expected = rule instanceof SequenceRule ? Stage.SEQUENCE : Stage.FILL;
        boolean fits = rule instanceof PoolRule ? rule.stage().compareTo(Stage.FILL) < 0 : rule.stage() == expected;
        if (!fits) {
            throw new IllegalArgumentException("rule '" + rule.name() + "' may not run in stage " + rule.stage());
        }
    }

    /** The rules in the order in which they run. */
    public List<Rule> rules() {
        return rules;
    }

    /** The names of the rules as in counts and traces, in the order in which they run. */
    public List<String> ruleNames() {
        return List.of(names);
    }

    /** How far back into earlier recommendations the rules look, in milliseconds: the longest of {@link Rule#lookbackMillis}. */
    public long lookbackMillis() {
        return rules.stream().mapToLong(Rule::lookbackMillis).max().orElse(0);
    }

    /** A copy that does, or does not, write a trace of every request. */
    public RulePipeline withTrace(boolean newTracing) {
        return new RulePipeline(rules, names, newTracing);
    }

    /**
     * The list from these candidates and no others.
     *
     * @param candidates what to choose from
     * @param context the request
     * @param k number of tracks wanted, 1 or above
     */
    public Reranked apply(Candidates candidates, RuleContext context, int k) {
        checkK(k);
        return run(candidates, context, k, 1);
    }

    /**
     * The list from as many candidates of a source as it takes.
     *
     * @param source where to pull from
     * @param context the request
     * @param k number of tracks wanted, 1 or above
     * @param depth number of candidates to begin with, 1 or above; raised to k
     */
    public Reranked apply(CandidateSource source, RuleContext context, int k, int depth) {
        checkK(k);
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
        int asked = Math.max(depth, k);
        for (int pulls = 1; ; pulls++) {
            Candidates candidates = source.top(asked);
            Reranked list = run(candidates, context, k, pulls);
            if (list.size() == k || candidates.size() < asked) {
                return list;
            }
            asked = (int) Math.min(Integer.MAX_VALUE, 2L * asked);
        }
    }

    private static void checkK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k " + k + " is not 1 or above");
        }
    }

    private Reranked run(Candidates candidates, RuleContext context, int k, int pulls) {
        TraceLog log = tracing ? new TraceLog() : null;
        Pool pool = new Pool(candidates, context, log);
        RuleCounts counts = new RuleCounts(names);
        int r = 0;
        for (; r < names.length && rules.get(r) instanceof PoolRule rule; r++) {
            if (pool.size() > 0) {
                pool.beginRule(r, names[r]);
                rule.apply(pool, context);
                pool.endRule(counts);
            }
        }
        int room = Math.min(k, pool.size());
        int[] chosen = new int[room];
        int[] relaxedBy = new int[room];
        int size = fill(r, pool, context, k, counts, log).run(room, chosen, relaxedBy);
        int[] order = size == room ? chosen : Arrays.copyOf(chosen, size);
        for (; r < names.length; r++) {
            if (rules.get(r) instanceof SequenceRule rule) {
                sequence(r, rule, order, relaxedBy, pool, context, counts, log);
            }
        }
        return new Reranked(this, candidates, context, k, pulls, pool, order, relaxedBy, counts.ofRequest(size), log);
    }

    private Fill fill(int from, Pool pool, RuleContext context, int k, RuleCounts counts, @Nullable TraceLog log) {
        int n = 0;
        int objectiveIdx = -1;
        for (int r = from; r < names.length; r++) {
            if (rules.get(r) instanceof FillRule) {
                n++;
            } else if (rules.get(r) instanceof ObjectiveRule) {
                objectiveIdx = r;
            }
        }
        int[] idRanks = context.catalog().tracks().codePointRanks();
        ObjectiveRule.Objective objective = null;
        if (objectiveIdx >= 0) {
            pool.reorder(new Ranking(pool, idRanks).rest());
            objective = ((ObjectiveRule) rules.get(objectiveIdx)).bind(pool, context, k);
        }
        FillRule.Constraint[] constraints = new FillRule.Constraint[n];
        int[] ruleOf = new int[n];
        int c = 0;
        for (int r = from; r < names.length; r++) {
            if (rules.get(r) instanceof FillRule rule) {
                constraints[c] = rule.bind(pool, context, k);
                ruleOf[c++] = r;
            }
        }
        return new Fill(pool, idRanks, constraints, ruleOf, objective, objectiveIdx, counts, log);
    }

    private void sequence(
            int r,
            SequenceRule rule,
            int[] order,
            int[] relaxedBy,
            Pool pool,
            RuleContext context,
            RuleCounts counts,
            @Nullable TraceLog log) {
        int[] before = order.clone();
        int[] relaxedBefore = relaxedBy.clone();
        rule.sequence(order, pool, context);
        boolean[] met = new boolean[order.length];
        for (int p = 0; p < order.length; p++) {
            int was = indexOf(before, order[p]);
            if (was < 0 || met[was]) {
                throw new IllegalStateException("rule '" + names[r] + "' did not return a permutation: candidate "
                        + order[p] + " in position " + p);
            }
            met[was] = true;
            relaxedBy[p] = relaxedBefore[was];
            if (was != p) {
                counts.add(r, 0, 1, 0);
                if (log != null) {
                    log.sequenced(r, pool.origin(order[p]), was + 1, p + 1);
                }
            }
        }
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "RulePipeline" + rules;
    }
}
