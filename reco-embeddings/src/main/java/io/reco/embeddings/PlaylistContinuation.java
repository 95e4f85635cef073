package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlist;
import io.reco.core.data.Playlists;
import io.reco.core.data.ReleaseDate;
import io.reco.core.parallel.Parallel;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * More tracks for a playlist: what stands in the same playlists as its tracks, and what has vectors near to theirs.
 * <pre>
 *   s(i, j)  = sum over playlists p with both of  L_p^-b  /  (n_i^a * n_j^(1-a) + shrinkage)       (i a track of the playlist)
 *   knn(j)   = sum over distinct tracks i of the playlist  of  s(i, j)^q
 *   score(j) = wk / (c + rank of j by knn)  +  wv / (c + rank of j by vectors)
 * </pre>
 * where n_i is the number of playlists with track i, L_p the number of distinct tracks of p, and the list by vectors is that of
 * {@link SimilarTracks} with the tracks of the playlist as seeds; how seeds agree is an option. A term is 0 where a list does not have the track. The asymmetric s is that of Aiolli (RecSys 2013) with lengths
 * discounted. The order of a playlist and repeats in it play no part.
 *
 * <p>The tracks of the playlist are left out, and, if {@link ContinuationOptions#releasedBy} says so, those that came out after it
 * was last changed. When fewer than k come together, the most frequent tracks of all playlists follow with lower scores
 * ({@link Evidence#POPULARITY}), so that exactly k come back whenever k tracks of the catalogue are eligible. An empty playlist
 * gets these alone, with the number of playlists for a score.
 *
 * <p>Fitting is O(sum of squares of lengths of playlists). A question costs O(tracks + seeds * neighbours), and a look at all
 * vectors for each seed. Immutable and thread-safe.
 */
public final class PlaylistContinuation {
    private final Dataset data;
    private final ContinuationOptions options;
    private final @Nullable PlaylistKnn knn;
    private final @Nullable SimilarTracks similar;
    private final Popularity popularity;
    private final UnknownIds unknownTracks;
    private final UnknownIds unknownPlaylists;

    private PlaylistContinuation(
            Dataset data,
            ContinuationOptions options,
            @Nullable PlaylistKnn knn,
            @Nullable SimilarTracks similar,
            Popularity popularity,
            UnknownIds unknownTracks,
            UnknownIds unknownPlaylists) {
        this.data = data;
        this.options = options;
        this.knn = knn;
        this.similar = similar;
        this.popularity = popularity;
        this.unknownTracks = unknownTracks;
        this.unknownPlaylists = unknownPlaylists;
    }

    /**
     * Learns from the playlists of a data set alone.
     *
     * @param threads 1 or above; no influence on the answers
     */
    public static PlaylistContinuation fit(
            Dataset data, ContinuationOptions options, UnknownIdPolicy unknownIds, int threads) {
        return make(data, null, options, unknownIds, threads);
    }

    /**
     * Learns from the playlists of a data set and from vectors.
     *
     * @param vectors of its tracks
     * @param threads 1 or above; no influence on the answers
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices
     */
    public static PlaylistContinuation fit(
            Dataset data, TrackVectors vectors, ContinuationOptions options, UnknownIdPolicy unknownIds, int threads) {
        vectors.requireTracks(data.catalog().tracks());
        SimilarTracks similar =
                options.vectorWeight() == 0 ? null : SimilarTracks.of(vectors, options.vectors(), unknownIds, threads);
        return make(data, similar, options, unknownIds, threads);
    }

    private static PlaylistContinuation make(
            Dataset data,
            @Nullable SimilarTracks similar,
            ContinuationOptions options,
            UnknownIdPolicy unknownIds,
            int threads) {
        boolean none = data.playlists().tracks().totalLength() == 0 || options.knnWeight() == 0;
        return new PlaylistContinuation(
                data,
                options,
                none ? null : PlaylistKnn.fit(data, options.knn(), options.power(), threads),
                similar,
                Popularity.inPlaylists(data),
                new UnknownIds("playlist continuation", "track", unknownIds),
                new UnknownIds("playlist continuation", "playlist", unknownIds));
    }

    /** A copy whose list by vectors comes from another search; see {@link VectorIndex#withSearch}. */
    public PlaylistContinuation withSearch(VectorSearch search) {
        SimilarTracks other = similar == null ? null : similar.withSearch(search);
        return new PlaylistContinuation(data, options, knn, other, popularity, unknownTracks, unknownPlaylists);
    }

    /** The k best tracks for a playlist of the data. */
    public Answer forPlaylist(String playlistId, int k) {
        return forPlaylist(playlistId, Wanted.best(k));
    }

    /**
     * The best tracks for a playlist of the data; empty if it is not known.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forPlaylist(String playlistId, Wanted wanted) {
        IdPass pass = new IdPass();
        Playlists playlists = data.playlists();
        int p = pass.find(playlists.ids(), playlistId, unknownPlaylists);
        if (p == IdMap.ABSENT) {
            return pass.answer(List.of());
        }
        IntSet seeds = new IntOpenHashSet(playlists.tracks().toArray(p));
        return continued(seeds, playlists.updatedMillis(p), wanted, pass);
    }

    /**
     * The best tracks for a playlist that comes with the question; only its tracks and the time of its last change count.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forPlaylist(Playlist playlist, Wanted wanted) {
        IdPass pass = new IdPass();
        return continued(known(playlist.tracks(), pass), playlist.updatedMillis(), wanted, pass);
    }

    /** As {@link #forPlaylist(Playlist, Wanted)}, of which only the tracks are told. */
    public Answer forTracks(Collection<String> trackIds, Wanted wanted) {
        IdPass pass = new IdPass();
        return continued(known(trackIds, pass), -1, wanted, pass);
    }

    /**
     * The answers for many playlists, in their order; the same as one by one.
     *
     * @param threads 1 or above
     */
    public List<Answer> forPlaylists(List<Playlist> playlists, Wanted wanted, int threads) {
        Answer[] out = new Answer[playlists.size()];
        Parallel.run(threads, out.length, () -> this, (self, i) -> out[i] = forPlaylist(playlists.get(i), wanted));
        return List.of(out);
    }

    private IntSet known(Collection<String> trackIds, IdPass pass) {
        IntSet seeds = new IntOpenHashSet();
        for (String id : trackIds) {
            int t = pass.find(data.catalog().tracks(), id, unknownTracks);
            if (t != IdMap.ABSENT) {
                seeds.add(t);
            }
        }
        return seeds;
    }

    private Answer continued(IntSet seeds, long updatedMillis, Wanted wanted, IdPass pass) {
        IntPredicate wantedOnes = pass.eligible(wanted, data.catalog().tracks(), unknownTracks, seeds);
        LocalDate changed = options.releasedBy() && updatedMillis >= 0
                ? Instant.ofEpochMilli(updatedMillis).atZone(ZoneOffset.UTC).toLocalDate()
                : LocalDate.MAX;
        Catalog catalog = data.catalog();
        IntPredicate eligible = changed.equals(LocalDate.MAX)
                ? wantedOnes
                : t -> wantedOnes.test(t) && outBy(catalog.released(t), changed);
        Fused fused = fuse(sorted(seeds), wanted.k(), eligible);
        return pass.answer(popularity.fill(fused.neighbours(wanted.seeds()), wanted.k(), eligible));
    }

    /** Whether a track may have been out on a day: true when its date is not told. */
    private static boolean outBy(int released, LocalDate day) {
        ReleaseDate date = ReleaseDate.ofNumber(released);
        return !date.known() || !date.earliest().isAfter(day);
    }

    /** By id ascending, so that sums do not depend on the order in which the tracks were given. */
    int[] sorted(IntSet seeds) {
        int[] ranks = data.catalog().tracks().codePointRanks();
        int[] out = seeds.toIntArray();
        IntArrays.quickSort(out, (a, b) -> Integer.compare(ranks[a], ranks[b]));
        return out;
    }

    /** The k best by both lists. */
    Fused fuse(int[] seeds, int k, IntPredicate eligible) {
        int depth = Math.max(options.depth(), k);
        SearchHits byKnn = knn == null ? TopK.of(0).drain() : knn.best(seeds, depth, eligible);
        SimilarTracks.@Nullable Ranking byVectors = similar == null
                ? null
                : similar.rank(
                        new IntOpenHashSet(seeds), Math.max(options.vectors().depth(), k), eligible);
        RankFusion fusion = new RankFusion(options.rankConstant());
        fusion.add(byKnn.rows(), options.knnWeight());
        fusion.add(byVectors == null ? new int[0] : byVectors.tracks(), options.vectorWeight());
        int[] best = fusion.best(k, data.catalog().tracks().codePointRanks());
        return new Fused(seeds, fusion, byVectors, best);
    }

    /** The outcome of one question. */
    final class Fused {
        private final int[] seeds;
        private final RankFusion fusion;
        private final SimilarTracks.@Nullable Ranking byVectors;
        private final int[] best;

        private Fused(int[] seeds, RankFusion fusion, SimilarTracks.@Nullable Ranking byVectors, int[] best) {
            this.seeds = seeds;
            this.fusion = fusion;
            this.byVectors = byVectors;
            this.best = best;
        }

        /** Tracks, best first. */
        int[] tracks() {
            return best;
        }

        double score(int track) {
            return fusion.score(track);
        }

        List<Neighbour> neighbours(int mostSeeds) {
            IdMap ids = data.catalog().tracks();
            List<double[]> knnParts = knn == null || mostSeeds == 0 ? List.of() : knn.parts(seeds, best);
            List<Neighbour> out = new ArrayList<>();
            for (int i = 0; i < best.length; i++) {
                double[] parts = fusion.parts(best[i]);
                Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
                List<Seed> named = new ArrayList<>();
                if (parts[0] > 0) {
                    evidence.add(Evidence.PLAYLISTS);
                    if (mostSeeds > 0) {
                        named.addAll(Neighbours.scaled(seeds(knnParts.get(i)), parts[0]));
                    }
                }
                if (parts[1] > 0 && byVectors != null) {
                    evidence.add(Evidence.VECTORS);
                    if (mostSeeds > 0) {
                        int place = fusion.place(1, best[i]);
                        named.addAll(Neighbours.scaled(byVectors.seeds(place, Integer.MAX_VALUE), parts[1]));
                    }
                }
                out.add(new Neighbour(ids.id(best[i]), score(best[i]), evidence, Neighbours.largest(named, mostSeeds)));
            }
            return out;
        }

        private List<Seed> seeds(double[] amounts) {
            List<Seed> out = new ArrayList<>();
            for (int s = 0; s < amounts.length; s++) {
                if (amounts[s] > 0) {
                    out.add(new Seed(Seed.Kind.TRACK, data.catalog().tracks().id(seeds[s]), amounts[s]));
                }
            }
            return out;
        }
    }

    /** A scorer that continues the history of a query, for a {@code ScoringRecommender} and for the evaluation. */
    public ContinuationScorer scorer(String name) {
        return new ContinuationScorer(name, this, data.catalog().tracks(), options.depth());
    }
}
