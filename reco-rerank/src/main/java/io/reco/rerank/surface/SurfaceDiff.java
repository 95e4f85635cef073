package io.reco.rerank.surface;

import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.rerank.Reranked;
import io.reco.rerank.RuleCounts;
import io.reco.rerank.RuleTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What another surface would do to the lists of some characters: how many change, how much, and which rules act how often.
 * Both surfaces answer the same queries. Immutable and thread-safe.
 */
public final class SurfaceDiff {
    /** Weight of the depths in {@link #meanRankBiasedOverlap}. */
    public static final double PERSISTENCE = 0.9;

    private static final int CHUNK = 1024;

    /**
     * The two lists of one query.
     *
     * @param query number of the query, from 0
     * @param characterId raw id of the character; empty when the query has none
     * @param before raw ids of the list of the first surface
     * @param after raw ids of the list of the second surface
     * @param overlap share of the longer list that is in the other
     * @param rankBiasedOverlap extrapolated, p = 0.9 (Webber, Moffat and Zobel, 2010)
     */
    public record Change(
            int query,
            String characterId,
            List<String> before,
            List<String> after,
            double overlap,
            double rankBiasedOverlap) {}

    /**
     * How often a track is in the lists.
     *
     * @param trackId raw id
     * @param before number of lists of the first surface that hold it
     * @param after number of lists of the second surface that hold it
     */
    public record TrackShift(String trackId, int before, int after) {}

    private final int lists;
    private final int changed;
    private final int reordered;
    private final double overlap;
    private final double rankBiased;
    private final Optional<RuleCounts> countsBefore;
    private final Optional<RuleCounts> countsAfter;
    private final long shortBefore;
    private final long shortAfter;
    private final List<Change> mostChanged;
    private final List<TrackShift> shifts;

    private SurfaceDiff(Tally tally) {
        lists = tally.lists;
        changed = tally.changed;
        reordered = tally.reordered;
        overlap = lists == 0 ? 1 : tally.overlap / lists;
        rankBiased = lists == 0 ? 1 : tally.rankBiased / lists;
        countsBefore = tally.totals.get(0).counts();
        countsAfter = tally.totals.get(1).counts();
        shortBefore = tally.totals.get(0).shortLists();
        shortAfter = tally.totals.get(1).shortLists();
        mostChanged = List.copyOf(tally.most);
        shifts = tally.shifts();
    }

    /**
     * Makes the lists of both surfaces. Holds the lists of {@value #CHUNK} queries at a time.
     *
     * @param a the surface as it is
     * @param b the surface as it would be
     * @param queries the requests; each gets the k it asks for from both
     * @param threads number of threads, 1 or above; no influence on the result
     * @param examples how many of the most changed lists, and of the most shifted tracks, to keep; 0 or above
     */
    public static SurfaceDiff of(Surface a, Surface b, List<Query> queries, int threads, int examples) {
        if (examples < 0) {
            throw new IllegalArgumentException("examples " + examples + " is not 0 or above");
        }
        SurfaceRecommender before = SurfaceRecommender.of(a);
        SurfaceRecommender after = SurfaceRecommender.of(b);
        Tally tally = new Tally(examples);
        for (int from = 0; from < queries.size(); from += CHUNK) {
            List<Query> chunk = queries.subList(from, Math.min(queries.size(), from + CHUNK));
            List<Reranked> old = new ArrayList<>();
            before.rerankAll(chunk, threads, old::add);
            after.rerankAll(chunk, threads, list -> tally.add(old.get(tally.lists % CHUNK), list));
        }
        return new SurfaceDiff(tally);
    }

    /** Number of queries. */
    public int lists() {
        return lists;
    }

    /** Number of lists that are not the same. */
    public int changed() {
        return changed;
    }

    /** Number of those that hold the same tracks in another order. */
    public int reordered() {
        return reordered;
    }

    /** Mean share of the longer list that is in the other, over all queries; 1 when there are none. */
    public double meanOverlap() {
        return overlap;
    }

    /** Mean rank-biased overlap over all queries; 1 when there are none. */
    public double meanRankBiasedOverlap() {
        return rankBiased;
    }

    /** What the rules of the first surface did; empty when there are no queries. */
    public Optional<RuleCounts> countsBefore() {
        return countsBefore;
    }

    /** What the rules of the second surface did; empty when there are no queries. */
    public Optional<RuleCounts> countsAfter() {
        return countsAfter;
    }

    /** Number of lists of the first surface with fewer than k tracks. */
    public long shortBefore() {
        return shortBefore;
    }

    /** Number of lists of the second surface with fewer than k tracks. */
    public long shortAfter() {
        return shortAfter;
    }

    /** The changed lists of the least rank-biased overlap, then the first by query. */
    public List<Change> mostChanged() {
        return mostChanged;
    }

    /** The tracks whose number of lists changes most, then the first by id. */
    public List<TrackShift> shifts() {
        return shifts;
    }

    /** Sums of the lists so far. */
    private static final class Tally {
        private static final Comparator<Change> MOST_CHANGED =
                Comparator.comparingDouble(Change::rankBiasedOverlap).thenComparingInt(Change::query);

        private final int examples;
        private final List<RuleTotals> totals = List.of(new RuleTotals(), new RuleTotals());
        private final List<Change> most = new ArrayList<>();
        private final Map<String, int[]> tracks = new HashMap<>();
        private int lists;
        private int changed;
        private int reordered;
        private double overlap;
        private double rankBiased;

        Tally(int examples) {
            this.examples = examples;
        }

        void add(Reranked before, Reranked after) {
            totals.get(0).accept(before);
            totals.get(1).accept(after);
            List<String> a = ids(before, 0);
            List<String> b = ids(after, 1);
            Change change = new Change(
                    lists,
                    before.context().characterId(),
                    a,
                    b,
                    RankOverlap.overlap(a, b),
                    RankOverlap.rankBiased(a, b, PERSISTENCE));
            lists++;
            overlap += change.overlap();
            rankBiased += change.rankBiasedOverlap();
            if (!a.equals(b)) {
                changed++;
                reordered += change.overlap() == 1 ? 1 : 0;
                most.add(change);
                most.sort(MOST_CHANGED);
                if (most.size() > examples) {
                    most.remove(examples);
                }
            }
        }

        private List<String> ids(Reranked list, int side) {
            List<String> ids =
                    list.items().stream().map(Recommendation::trackId).toList();
            ids.forEach(id -> tracks.computeIfAbsent(id, t -> new int[2])[side]++);
            return ids;
        }

        List<TrackShift> shifts() {
            return tracks.entrySet().stream()
                    .map(e -> new TrackShift(e.getKey(), e.getValue()[0], e.getValue()[1]))
                    .filter(shift -> shift.before() != shift.after())
                    .sorted(Comparator.comparingInt((TrackShift s) -> -Math.abs(s.after() - s.before()))
                            .thenComparing(s -> s.trackId().codePoints().toArray(), Arrays::compare))
                    .limit(examples)
                    .toList();
        }
    }
}
