package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Tracks and playlists for a character without a history, from gender, age band, and the artists and genres it picked:
 * <pre>
 *   mean     = mean of the vectors of the characters with a history
 *   vector   = direction of the sum over kinds of  weight * mean over attributes of (unit vector of the attribute - mean)
 *   score(t) = log(1 + n_t) / log(1 + largest n)  +  w * cosine(vector, t)
 * </pre>
 * where n_t is the number of characters with a positive event on track t among those of the nearest of the clusters into which
 * the characters with a history are divided (k-means of their vectors less the mean). What tells a profile from the mean counts:
 * the vectors of, say, two genders are much alike.
 *
 * <p>Sources: {@link Evidence#CLUSTER} for tracks that the clusters listen to. If these are fewer than k, the tracks nearest to the
 * vector follow with lower scores ({@link Evidence#FEATURES}), and then the most popular ones ({@link Evidence#POPULARITY}); a profile
 * of which nothing told has a vector gets these alone. So exactly k come back whenever k tracks of the catalogue are eligible.
 * Playlists are the nearest ones to the vector. The seeds are attributes, and the cluster.
 *
 * <p>The same for a seed and any number of threads. Immutable and thread-safe.
 */
public final class ColdCharacters {
    private final Dataset data;
    private final ColdCharacterOptions options;
    private final FeatureVectors features;
    private final CharacterClusters clusters;
    private final VectorIndex tracks;
    private final VectorIndex playlists;
    private final int[] listeners;
    private final int[] byListeners;
    private final UnknownIds unknownTracks;
    private final UnknownIds unknownPlaylists;

    private ColdCharacters(
            Dataset data,
            ColdCharacterOptions options,
            FeatureVectors features,
            CharacterClusters clusters,
            VectorIndex tracks,
            VectorIndex playlists,
            int[] listeners,
            UnknownIdPolicy unknownIds) {
        this.data = data;
        this.options = options;
        this.features = features.without(clusters.mean());
        this.clusters = clusters;
        this.tracks = tracks;
        this.playlists = playlists;
        this.listeners = listeners;
        int[] ranks = data.catalog().tracks().codePointRanks();
        byListeners = new int[listeners.length];
        Arrays.setAll(byListeners, t -> t);
        IntArrays.parallelQuickSort(
                byListeners,
                (a, b) -> listeners[a] != listeners[b]
                        ? Integer.compare(listeners[b], listeners[a])
                        : Integer.compare(ranks[a], ranks[b]));
        unknownTracks = new UnknownIds("cold characters", "track", unknownIds);
        unknownPlaylists = new UnknownIds("cold characters", "playlist", unknownIds);
    }

    /**
     * Divides the characters of a data set into clusters.
     *
     * @param vectors of its tracks
     * @param data histories and playlists
     * @param semantics which events are positive
     * @param history how the history of a character becomes its vector; it is always one interest
     * @param features vectors of attributes, genders and age bands included; see {@link AttributeCentroids}
     * @param unknownIds what to do with unknown ids among the exclusions; artists and genres of a profile that have no vector
     *     do not count
     * @param threads 1 or above
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices, or no character has a
     *     history with vectors
     */
    public static ColdCharacters fit(
            TrackVectors vectors,
            Dataset data,
            EventSemantics semantics,
            HistoryOptions history,
            FeatureVectors features,
            ColdCharacterOptions options,
            UnknownIdPolicy unknownIds,
            int threads) {
        WarmCharacters warm = WarmCharacters.of(vectors, data, semantics, history);
        if (warm.size() == 0) {
            throw new IllegalArgumentException("none of the " + data.profiles().size() + " characters of data set '"
                    + data.name() + "' has a history with vectors");
        }
        int[] listeners = new int[data.catalog().trackCount()];
        for (int c = 0; c < data.profiles().size(); c++) {
            CharacterClusters.listened(data.events(), semantics, c).forEach(t -> listeners[t]++);
        }
        return new ColdCharacters(
                data,
                options,
                features,
                CharacterClusters.of(warm, data, semantics, options, threads),
                vectors.index(),
                new PlaylistVectors(vectors, data.playlists()).index(),
                listeners,
                unknownIds);
    }

    /** The vector of a profile, of norm 1 and with the mean taken out; empty if nothing told of it has a vector. */
    public Optional<float[]> vector(Profile profile) {
        SeedSum sum = features.character(profile);
        return sum.norm() == 0 ? Optional.empty() : Optional.of(sum.direction());
    }

    /**
     * Tracks for a new character.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an excluded track is unknown and the policy says to fail
     */
    public Answer tracks(Profile profile, Wanted wanted) {
        IdPass pass = new IdPass();
        IntPredicate eligible = pass.eligible(wanted, data.catalog().tracks(), unknownTracks, IntSets.emptySet());
        SeedSum sum = features.character(profile);
        List<Neighbour> out = new ArrayList<>();
        if (sum.norm() > 0) {
            out.addAll(ofClusters(sum, wanted, eligible));
            if (out.size() < wanted.k()) {
                out = Neighbours.filled(out, nearest(sum, tracks, wanted, eligible), wanted.k());
            }
        }
        return pass.answer(
                out.size() < wanted.k() ? Neighbours.filled(out, popular(wanted.k(), eligible), wanted.k()) : out);
    }

    /**
     * Playlists for a new character, nearest first; empty if nothing told of it has a vector.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an excluded playlist is unknown and the policy says to fail
     */
    public Answer playlists(Profile profile, Wanted wanted) {
        IdPass pass = new IdPass();
        IntPredicate eligible = pass.eligible(wanted, data.playlists().ids(), unknownPlaylists, IntSets.emptySet());
        SeedSum sum = features.character(profile);
        return pass.answer(sum.norm() == 0 ? List.of() : nearest(sum, playlists, wanted, eligible));
    }

    private List<Neighbour> ofClusters(SeedSum sum, Wanted wanted, IntPredicate eligible) {
        float[] vector = sum.direction();
        int[] serving = clusters.nearest(vector, options.nearest());
        Int2IntMap counts = clusters.counts(serving);
        double scale = 0;
        for (int count : counts.values()) {
            scale = Math.max(scale, Math.log1p(count));
        }
        TopK top = TopK.of(wanted.k(), data.catalog().tracks().codePointRanks());
        for (Int2IntMap.Entry entry : counts.int2IntEntrySet()) {
            int t = entry.getIntKey();
            if (eligible.test(t)) {
                double popularity = Math.log1p(entry.getIntValue()) / scale;
                top.push(t, (float) (popularity + options.vectorWeight() * cosine(t, vector)));
            }
        }
        SearchHits hits = top.drain();
        SeedShares shares = features.shares(sum);
        List<Neighbour> out = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            int t = hits.row(i);
            List<Seed> seeds = new ArrayList<>();
            if (wanted.seeds() > 0) {
                double popularity = Math.log1p(counts.get(t)) / scale;
                seeds.add(new Seed(Seed.Kind.CLUSTER, "cluster-" + serving[0], popularity));
                if (options.vectorWeight() > 0 && tracks.row(t) != IdMap.ABSENT) {
                    for (Seed seed : shares.of(tracks.vector(tracks.row(t)), Integer.MAX_VALUE)) {
                        seeds.add(new Seed(seed.kind(), seed.id(), options.vectorWeight() * seed.amount()));
                    }
                }
            }
            out.add(new Neighbour(
                    data.catalog().tracks().id(t),
                    Neighbours.score(hits, i),
                    Evidence.CLUSTER,
                    Neighbours.largest(seeds, wanted.seeds())));
        }
        return out;
    }

    /** 0 for a track without a vector. */
    private double cosine(int t, float[] vector) {
        int row = tracks.row(t);
        return row == IdMap.ABSENT ? 0 : SeedSum.dot(tracks.unitMatrix(), row, vector);
    }

    private List<Neighbour> nearest(SeedSum sum, VectorIndex index, Wanted wanted, IntPredicate eligible) {
        SearchHits hits = index.nearest(sum.direction(), RowTerms.NONE, wanted.k(), eligible);
        SeedShares shares = features.shares(sum);
        return Neighbours.of(hits, index, Evidence.FEATURES, row -> shares.of(index.vector(row), wanted.seeds()));
    }

    private List<Neighbour> popular(int k, IntPredicate eligible) {
        List<Neighbour> out = new ArrayList<>();
        for (int i = 0; i < byListeners.length && out.size() < k; i++) {
            int t = byListeners[i];
            if (eligible.test(t)) {
                out.add(new Neighbour(data.catalog().tracks().id(t), listeners[t], Evidence.POPULARITY, List.of()));
            }
        }
        return out;
    }
}
