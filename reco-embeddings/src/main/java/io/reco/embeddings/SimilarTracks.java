package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Tracks near a track, or near several: score descending, then id ascending by code point. The score of one seed is the
 * cosine, that of several is told by {@link SeedFusion}; a {@link Correction} may add to either.
 *
 * <p>Exactly k come back whenever k eligible tracks have a vector. The order in which seeds are given, and how often one is
 * given, play no part, nor do seeds whose vector is all zeros. Costs one look at every row for each seed (for each cluster, or once, with the other fusions), unless
 * an approximate search is set. Immutable and thread-safe.
 */
public final class SimilarTracks {
    private final VectorIndex index;
    private final SimilarTrackOptions options;
    private final float[] terms;
    private final UnknownIds unknown;

    private SimilarTracks(VectorIndex index, SimilarTrackOptions options, float[] terms, UnknownIds unknown) {
        this.index = index;
        this.options = options;
        this.terms = terms;
        this.unknown = unknown;
    }

    /** Answers from these vectors with {@link SimilarTrackOptions#DEFAULT}. */
    public static SimilarTracks of(TrackVectors vectors, UnknownIdPolicy unknownIds) {
        return of(vectors, SimilarTrackOptions.DEFAULT, unknownIds, 1);
    }

    /**
     * Answers from these vectors.
     *
     * @param threads for the hub terms of the correction; 1 or above, no influence on the answers
     */
    public static SimilarTracks of(
            TrackVectors vectors, SimilarTrackOptions options, UnknownIdPolicy unknownIds, int threads) {
        VectorIndex index = vectors.index();
        float[] terms = RowTerms.of(index, vectors.supports(), options.correction(), threads);
        return new SimilarTracks(index, options, terms, new UnknownIds("similar tracks", "track", unknownIds));
    }

    /** A copy that finds the nearest with another search over the rows of the vectors; see {@link VectorIndex#withSearch}. */
    public SimilarTracks withSearch(VectorSearch search) {
        return new SimilarTracks(index.withSearch(search), options, terms, unknown);
    }

    /** The k tracks nearest to a track, itself excluded. */
    public Answer similar(String trackId, int k) {
        return similar(List.of(trackId), Wanted.best(k));
    }

    /**
     * The tracks nearest to some tracks, these excluded.
     *
     * @param trackIds raw ids of the seeds
     * @return empty if none of the seeds has a vector, or, with the mean, if they cancel out
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail; a known track
     *     without a vector is not unknown
     */
    public Answer similar(Collection<String> trackIds, Wanted wanted) {
        IdPass pass = new IdPass();
        IntSet seeds = new IntOpenHashSet();
        for (String id : trackIds) {
            int t = pass.find(index.ids(), id, unknown);
            if (t != IdMap.ABSENT) {
                seeds.add(t);
            }
        }
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknown, seeds);
        Ranking ranking = rank(seeds, wanted.k(), eligible);
        List<Neighbour> out = new ArrayList<>();
        for (int i = 0; i < ranking.tracks().length; i++) {
            List<Seed> named = ranking.seeds(i, wanted.seeds());
            out.add(new Neighbour(index.ids().id(ranking.tracks()[i]), ranking.score(i), Evidence.VECTORS, named));
        }
        return pass.answer(out);
    }

    /** Tracks in order, and what each rests on. */
    interface Ranking {
        /** Indices of the tracks, best first. */
        int[] tracks();

        /** Score of the i-th track. */
        double score(int i);

        /** The largest seeds of the i-th track. */
        List<Seed> seeds(int i, int most);
    }

    /** The k best eligible tracks for seeds given by index; none if no seed has a vector. */
    Ranking rank(IntSet seeds, int k, IntPredicate eligible) {
        int[] rows = rows(seeds);
        if (rows.length <= 1 || options.fusion() == SeedFusion.MEAN) {
            return new NearMean(rows, k, eligible);
        }
        return new Agreed(askers(rows), k, eligible);
    }

    /** Rows of the seeds that point anywhere, by id ascending. */
    private int[] rows(IntSet seeds) {
        return seeds.intStream()
                .map(index::row)
                .filter(row -> row != IdMap.ABSENT && index.hasDirection(row))
                .boxed()
                .sorted(Comparator.comparingInt(row -> index.tieRanks()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** One sum for each seed, or for each cluster of seeds. */
    private List<SeedSum> askers(int[] rows) {
        boolean clusters = options.fusion() == SeedFusion.CLUSTERS;
        Interests division = new Interests(index.unitMatrix(), options.clusters(), options.similarity());
        List<SeedSum> each = new ArrayList<>();
        for (int row : rows) {
            if (clusters) {
                division.add(row, 1);
            } else {
                SeedSum alone = new SeedSum(index.unitMatrix());
                alone.add(row, 1);
                each.add(alone);
            }
        }
        return clusters ? division.sums() : each;
    }

    /** The nearest of the mean of the seeds. */
    private final class NearMean implements Ranking {
        private final SeedSum sum = new SeedSum(index.unitMatrix());
        private final SearchHits hits;

        NearMean(int[] rows, int k, IntPredicate eligible) {
            for (int row : rows) {
                sum.add(row, 1);
            }
            hits = sum.norm() == 0 ? TopK.of(0).drain() : index.nearest(sum.direction(), terms, k, eligible);
        }

        @Override
        public int[] tracks() {
            return Arrays.stream(hits.rows()).map(index::entity).toArray();
        }

        @Override
        public double score(int i) {
            return Neighbours.score(hits, i);
        }

        @Override
        public List<Seed> seeds(int i, int most) {
            return SeedShares.ofTracks(List.of(sum), index).of(index.vector(hits.row(i)), most);
        }
    }

    /** What stands high in the lists of several askers. */
    private final class Agreed implements Ranking {
        private final List<SeedSum> askers;
        private final RankFusion fusion = new RankFusion(options.rankConstant());
        private final int[] best;

        Agreed(List<SeedSum> askers, int k, IntPredicate eligible) {
            this.askers = askers;
            if (!askers.isEmpty()) {
                int depth = Math.max(options.depth(), k);
                List<SearchHits> lists =
                        index.nearestOfEach(PlaylistRecommender.directions(askers), terms, depth, eligible);
                for (int j = 0; j < lists.size(); j++) {
                    fusion.add(lists.get(j), askers.get(j).weights().size());
                }
            }
            best = fusion.best(k, index.tieRanks());
        }

        @Override
        public int[] tracks() {
            return Arrays.stream(best).map(index::entity).toArray();
        }

        @Override
        public double score(int i) {
            return fusion.score(best[i]);
        }

        /** The part of each list is shared out among its seeds by their shares in the cosine. */
        @Override
        public List<Seed> seeds(int i, int most) {
            if (most == 0) {
                return List.of();
            }
            double[] parts = fusion.parts(best[i]);
            List<Seed> out = new ArrayList<>();
            for (int j = 0; j < parts.length; j++) {
                SeedSum asker = askers.get(j);
                if (parts[j] > 0 && asker.weights().size() == 1) {
                    out.add(new Seed(Seed.Kind.TRACK, index.id(asker.weights().firstIntKey()), parts[j]));
                } else if (parts[j] > 0) {
                    SeedShares shares = SeedShares.ofTracks(List.of(asker), index);
                    out.addAll(Neighbours.scaled(shares.of(index.vector(best[i]), Integer.MAX_VALUE), parts[j]));
                }
            }
            return Neighbours.largest(out, most);
        }
    }
}
