package io.reco.rerank;

import io.reco.core.recommend.Recommendation;
import io.reco.rerank.history.Impression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline made of a request: the tracks by position (0 is the first), what the rules did, and, when asked, the
 * trace. Immutable and thread-safe.
 */
public final class Reranked {
    private final RulePipeline pipeline;
    private final Candidates candidates;
    private final RuleContext context;
    private final int k;
    private final int pulls;
    private final int[] tracks;
    private final double[] scores;
    private final int[] origins;
    private final Filled filled;
    /** By position, null when no track has a label. */
    private final String @Nullable [] labels;

    private final List<String> setAside;
    private final int exchanged;
    private final RuleCounts counts;
    private final @Nullable TraceLog log;
    /** Made when asked for; two threads may make it twice, to the same effect. */
    private volatile @Nullable Trace trace;

    Reranked(
            RulePipeline pipeline,
            Candidates candidates,
            RuleContext context,
            int k,
            int pulls,
            Pool pool,
            Filled filled,
            List<String> setAside,
            int exchanged,
            RuleCounts counts,
            @Nullable TraceLog log) {
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.context = context;
        this.k = k;
        this.pulls = pulls;
        this.filled = filled;
        this.setAside = setAside;
        this.exchanged = exchanged;
        tracks = new int[filled.size()];
        scores = new double[tracks.length];
        origins = new int[tracks.length];
        String[] found = null;
        for (int p = 0; p < tracks.length; p++) {
            int i = filled.candidate(p);
            tracks[p] = pool.track(i);
            scores[p] = pool.score(i);
            origins[p] = pool.origin(i);
            if (!pool.labels(i).isEmpty()) {
                found = found == null ? new String[tracks.length] : found;
                found[p] = pool.labels(i);
            }
        }
        labels = found;
        this.counts = counts;
        this.log = log;
    }

    /** Number of tracks, at most k. */
    public int size() {
        return tracks.length;
    }

    /** Number of tracks asked for. */
    public int k() {
        return k;
    }

    /** Index of the track in position {@code p}. */
    public int track(int p) {
        return tracks[p];
    }

    /** Score of position {@code p} after all rules. Positions need not be in the order of scores: spacing and caps move. */
    public double score(int p) {
        return scores[p];
    }

    /** Number of the candidate in position {@code p} among {@link #candidates}. */
    public int candidate(int p) {
        return origins[p];
    }

    /**
     * Name of the rule that gave way so that position {@code p} could be filled: one that was set aside, or else the first
     * of those that were relaxed; empty when none had to.
     */
    public Optional<String> relaxedRule(int p) {
        int rule = filled.relaxedBy(p);
        return rule == Filled.NONE
                ? Optional.empty()
                : Optional.of(pipeline.ruleNames().get(rule));
    }

    int relaxedBy(int p) {
        return filled.relaxedBy(p);
    }

    /** Whether some rule gave way at some position. */
    boolean isRelaxed() {
        for (int p = 0; p < tracks.length; p++) {
            if (filled.relaxedBy(p) != Filled.NONE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the track in position {@code p} was put there by name ({@link FillRule.Constraint#fixed}). */
    public boolean isPinned(int p) {
        return filled.isFixed(p);
    }

    /**
     * Probability, in (0, 1], with which the track in position {@code p} was put there, given the tracks in the positions
     * before it: by the {@link SamplingRule}; 1 where nothing was drawn. It is exact, or NaN where it is not known: under a
     * sampling rule, everywhere in a list that a search put in the place of the one drawn (longer, or with fewer rules relaxed),
     * and from the first position on whose track a {@link SequenceRule} moved.
     */
    public double propensity(int p) {
        return filled.propensity(p);
    }

    /** Whether chance put another track into position {@code p} than the best that fitted. */
    public boolean isExplored(int p) {
        return filled.isExplored(p);
    }

    /** Labels to be shown with the track in position {@code p}, in the order they were put on. */
    public List<String> labels(int p) {
        String of = labels == null ? null : labels[p];
        return of == null ? List.of() : List.of(of.split(","));
    }

    /** Names of the rules that {@link NeverEmpty} set aside, in the order in which they would have run. */
    public List<String> setAside() {
        return setAside;
    }

    /**
     * How many tracks, which the greedy list would hold, were given up so that more fitted in or a rule about groups was relaxed less
     * often. A search that only changed the order gives up none.
     */
    public int exchanged() {
        return exchanged;
    }

    /**
     * The list as impressions to be recorded when it is served: neither seen nor acted on yet.
     *
     * @param requestId id of the request, for what becomes known of the slots later; may be empty
     * @throws IllegalStateException if the context names no character
     */
    public List<Impression> impressions(String requestId) {
        if (context.characterId().isEmpty()) {
            throw new IllegalStateException("the context of the list names no character");
        }
        List<Impression> impressions = new ArrayList<>(tracks.length);
        for (int p = 0; p < tracks.length; p++) {
            impressions.add(new Impression(
                    context.characterId(),
                    context.surface(),
                    requestId,
                    context.catalog().tracks().id(tracks[p]),
                    p,
                    context.nowMillis(),
                    filled.propensity(p),
                    false,
                    false));
        }
        return impressions;
    }

    /** The candidates the list was chosen from, those of the last pull, and after them what rules added. */
    public Candidates candidates() {
        return candidates;
    }

    /** The rules that made the list, but those that were {@link #setAside}. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (int r = 0; r < pipeline.rules().size(); r++) {
            if (!setAside.contains(pipeline.ruleNames().get(r))) {
                rules.add(pipeline.rules().get(r));
            }
        }
        return rules;
    }

    /** The request. */
    public RuleContext context() {
        return context;
    }

    /** How often candidates were pulled; 1: the first ones were enough. */
    public int pulls() {
        return pulls;
    }

    /** What each rule did to the candidates of the last pull. */
    public RuleCounts counts() {
        return counts;
    }

    /** Every decision; empty unless the pipeline was made {@link RulePipeline#withTrace}. */
    public Optional<Trace> trace() {
        TraceLog notes = log;
        if (notes == null) {
            return Optional.empty();
        }
        Trace made = trace;
        if (made == null) {
            made = new Trace(pipeline, this, notes);
            trace = made;
        }
        return Optional.of(made);
    }

    /** Why the list is shorter than k: what became of the candidates; empty when it is not. */
    public Optional<String> shortfall() {
        if (tracks.length == k) {
            return Optional.empty();
        }
        StringBuilder why = new StringBuilder()
                .append(tracks.length)
                .append(" of ")
                .append(k)
                .append(" tracks: there are ")
                .append(candidates.size())
                .append(" candidates");
        for (RuleCounts.Row row : counts.rows()) {
            if (row.dropped() > 0) {
                why.append(", ").append(row.dropped()).append(" dropped by ").append(row.rule());
            }
        }
        return Optional.of(why.toString());
    }

    /** The tracks with their raw ids. */
    public List<Recommendation> items() {
        List<Recommendation> items = new ArrayList<>(tracks.length);
        for (int p = 0; p < tracks.length; p++) {
            items.add(new Recommendation(
                    context.catalog().tracks().id(tracks[p]), scores[p], candidates.source(origins[p])));
        }
        return items;
    }
}
