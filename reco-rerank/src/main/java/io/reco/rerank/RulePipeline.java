package io.reco.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stage two: rules in stages ({@link Stage}), from candidates to a list. The list is a duplicate-free subset of the
 * candidates (rules that substitute another release or pin tracks excepted); without rules it is the best k by score and
 * id. Equal candidates and contexts give equal lists, on every run and thread.
 *
 * <p><b>How many come back.</b> From a {@link CandidateSource} the pipeline pulls twice as many candidates as before, and
 * judges all of them afresh, until k tracks are placed or the source has no more. When it has no more and fewer than k are
 * placed although there are candidates left that a fill rule refuses, the pipeline looks for a longer list: it gives up
 * placed tracks of which each kept several others out (a track of three artists under a cap). What is still missing then is a
 * matter of {@link NeverEmpty}, and else {@link Reranked#shortfall} tells why.
 *
 * <p><b>How little is relaxed.</b> When a rule about groups (quota, reserved slots, shares) had to be relaxed although a track that
 * a cap had refused by then, or that stood elsewhere, would have done, the pipeline looks for another list: as long, and with fewer
 * tracks for which a rule is relaxed, rules compared in the order given. Tracks of the greedy list that are missing in it are
 * {@link Reranked#exchanged}.
 *
 * <p>Both searches are complete for up to 9 candidates left by the other rules, where caps are the rules that refuse; above,
 * and for rules that depend on the order (the licence window, spacing), they are bounded by the answers that rules give about
 * candidates (150,000 with those for the greedy list, so that no request takes more than some ms) and may miss a better list.
 *
 * <p><b>Depth.</b> The list is the one that would have come out had the pool been as deep as the last pull from the
 * beginning. Soft rules are relaxed within the pool that was pulled; {@link #withStrictDepth} pulls deeper first.
 *
 * <p>Immutable and thread-safe. With tracing off no object is made per candidate.
 */
public final class RulePipeline {
    private final List<Rule> rules;
    private final String[] names;
    private final boolean tracing;
    private final int strictDepth;
    /** Numbers of the rules that {@link NeverEmpty} sets aside, by rung; empty: none does. */
    private final List<BitSet> ladder;

    private final int minimum;

    private RulePipeline(
            List<Rule> rules, String[] names, boolean tracing, int strictDepth, List<BitSet> ladder, int minimum) {
        this.rules = rules;
        this.names = names;
        this.tracing = tracing;
        this.strictDepth = strictDepth;
        this.ladder = ladder;
        this.minimum = minimum;
    }

    /** A pipeline of these rules. */
    public static RulePipeline of(Rule... rules) {
        return of(List.of(rules));
    }

    /**
     * A pipeline of these rules. They run by stage and, within a stage, in this order; a name that occurs again gets a
     * number: {@code "artist-cap#2"}.
     *
     * @throws IllegalArgumentException if a rule's stage does not go with its kind, there are several objectives, several
     *     sampling rules, several {@link NeverEmpty} or more than 31 fill rules, or {@link NeverEmpty} names a rule that is
     *     not there or may not be set aside
     */
    public static RulePipeline of(List<? extends Rule> rules) {
        List<Rule> ordered = new ArrayList<>(rules);
        ordered.sort(Comparator.comparing(Rule::stage));
        ordered.forEach(RulePipeline::checkStage);
        requireAtMost(ordered, ObjectiveRule.class, "objectives", 1);
        requireAtMost(ordered, SamplingRule.class, "sampling rules", 1);
        requireAtMost(ordered, NeverEmpty.class, "rules never-empty", 1);
        requireAtMost(ordered, FillRule.class, "fill rules", Fill.MAX_RULES);
        Map<String, Integer> seen = new HashMap<>();
        String[] names = new String[ordered.size()];
        for (int r = 0; r < names.length; r++) {
            String name = ordered.get(r).name();
            int times = seen.merge(name, 1, Integer::sum);
            names[r] = times == 1 ? name : name + "#" + times;
        }
        List<BitSet> ladder = List.of();
        int minimum = 0;
        for (Rule rule : ordered) {
            if (rule instanceof NeverEmpty never) {
                ladder = ladder(never, ordered, names);
                minimum = never.minimum();
            }
        }
        return new RulePipeline(List.copyOf(ordered), names, false, 0, ladder, minimum);
    }

    private static void requireAtMost(List<Rule> rules, Class<? extends Rule> kind, String plural, int most) {
        List<String> found =
                rules.stream().filter(kind::isInstance).map(Rule::name).toList();
        if (found.size() > most) {
            throw new IllegalArgumentException(
                    found.size() + " " + plural + " in one pipeline; at most " + most + " are possible: " + found);
        }
    }

    /** Which rules are aside on each rung. */
    private static List<BitSet> ladder(NeverEmpty never, List<Rule> rules, String[] names) {
        List<BitSet> rungs = new ArrayList<>();
        BitSet aside = new BitSet();
        for (String name : never.setAside()) {
            boolean found = false;
            for (int r = 0; r < names.length; r++) {
                if (names[r].equals(name) || rules.get(r).name().equals(name)) {
                    if (rules.get(r) instanceof NeverEmpty || !rules.get(r).mayBeSetAside()) {
                        throw new IllegalArgumentException("never-empty: rule '" + name + "' may not be set aside");
                    }
                    aside.set(r);
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException(
                        "never-empty: there is no rule '" + name + "' among " + Arrays.toString(names));
            }
            rungs.add((BitSet) aside.clone());
        }
        return List.copyOf(rungs);
    }

    private static void checkStage(Rule rule) {
        boolean early = rule.stage().compareTo(Stage.FILL) < 0;
        boolean late = rule.stage() == Stage.SEQUENCE;
        if (early != rule instanceof PoolRule || late != rule instanceof SequenceRule) {
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

    /** As {@link #ruleNames}, the array itself. */
    String[] names() {
        return names;
    }

    boolean isTracing() {
        return tracing;
    }

    /** How far back into earlier recommendations the rules look, in milliseconds: the longest of {@link Rule#lookbackMillis}. */
    public long lookbackMillis() {
        return rules.stream().mapToLong(Rule::lookbackMillis).max().orElse(0);
    }

    /** A copy that does, or does not, write a trace of every request. */
    public RulePipeline withTrace(boolean newTracing) {
        return new RulePipeline(rules, names, newTracing, strictDepth, ladder, minimum);
    }

    /**
     * A copy that, before a soft rule is relaxed, pulls candidates down to this depth: a stricter list for more work. Counts
     * for {@link #apply(CandidateSource, RuleContext, int, int)}.
     *
     * @param candidates number of candidates, 0 or above; 0: soft rules are relaxed within the first pull that gives k
     */
    public RulePipeline withStrictDepth(int candidates) {
        if (candidates < 0) {
            throw new IllegalArgumentException("strict depth " + candidates + " is not 0 or above");
        }
        return new RulePipeline(rules, names, tracing, candidates, ladder, minimum);
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
        return lastPull(candidates, context, k, 1);
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
            if (candidates.size() < asked) {
                return lastPull(candidates, context, k, pulls);
            }
            Reranked list = new Pass(this, candidates, context, k, pulls, new BitSet(), null)
                    .searching(false, asked >= strictDepth)
                    .list();
            if (list.size() == k && (asked >= strictDepth || !list.isRelaxed())) {
                return list;
            }
            asked = (int) Math.min(Integer.MAX_VALUE, 2L * asked);
        }
    }

    /** The list when there are no more candidates: what is missing is looked for by exchange, then by the ladder. */
    private Reranked lastPull(Candidates candidates, RuleContext context, int k, int pulls) {
        Reranked list = new Pass(this, candidates, context, k, pulls, new BitSet(), null)
                .searching(true, true)
                .list();
        for (int rung = 0; rung < ladder.size() && list.size() < Math.min(minimum, k); rung++) {
            list = new Pass(this, candidates, context, k, pulls, ladder.get(rung), list).list();
        }
        return list;
    }

    private static void checkK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k " + k + " is not 1 or above");
        }
    }

    @Override
    public String toString() {
        return "RulePipeline" + rules;
    }
}
