package io.reco.rerank;

import io.reco.core.recommend.Recommendation;
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
    private final int[] relaxedBy;
    private final RuleCounts counts;
    private final @Nullable TraceLog log;

    Reranked(
            RulePipeline pipeline,
            Candidates candidates,
            RuleContext context,
            int k,
            int pulls,
            Pool pool,
            int[] order,
            int[] relaxedBy,
            RuleCounts counts,
            @Nullable TraceLog log) {
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.context = context;
        this.k = k;
        this.pulls = pulls;
        tracks = new int[order.length];
        scores = new double[order.length];
        origins = new int[order.length];
        for (int p = 0; p < order.length; p++) {
            tracks[p] = pool.track(order[p]);
            scores[p] = pool.score(order[p]);
            origins[p] = pool.origin(order[p]);
        }
        this.relaxedBy = relaxedBy;
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

    /** Name of the first rule that gave way so that position {@code p} could be filled; empty when none had to. */
    public Optional<String> relaxedRule(int p) {
        return relaxedBy[p] < 0
                ? Optional.empty()
                : Optional.of(pipeline.ruleNames().get(relaxedBy[p]));
    }

    /** The candidates the list was chosen from, those of the last pull. */
    public Candidates candidates() {
        return candidates;
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
        return log == null ? Optional.empty() : Optional.of(new Trace(pipeline, this, log));
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
