package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.parallel.Parallel;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Item-based nearest neighbours with decay over time:
 * <pre>
 *   s(i, j)  = sum over characters c with both of  L_c^-b * pair(|i - j| in c)  /  (n_i^a * n_j^(1-a) + shrinkage)
 *   score(j) = sum over distinct tracks i of the history  of  recency(age of i) * s(i, j),   j among the neighbours of i
 * </pre>
 * where n_i is the number of characters with track i, L_c the number of tracks of c, a {@link ItemKnnOptions#alpha}, b
 * {@link ItemKnnOptions#lengthExponent}, and i != j. With a = 0.5, b = 0 and no decay this is the cosine of Sarwar,
 * Karypis, Konstan, Riedl (WWW 2001) with the shrinkage of Bell and Koren (2007); the asymmetric form is that of Aiolli
 * (RecSys 2013). Only the best {@link ItemKnnOptions#neighbours} of each i are kept, ties by id ascending by code point. No
 * opinion on tracks that are nobody's neighbour.
 *
 * <p>Fitting: O(sum of L_c^2) additions spread over the threads, in memory for 12 bytes per distinct (character, track), 16
 * with pair decay, and 8 bytes per track and thread; the outcome is the same to the bit for any number of threads. The
 * weights of a pair decay are products of at most L_c floats, exact to about 1e-6. The model holds 8 bytes per neighbour.
 * Scoring: O(n + history * neighbours). Immutable and thread-safe.
 */
public final class ItemKnn implements TrackScorer {
    private static final Logger LOG = LoggerFactory.getLogger(ItemKnn.class);

    /** Tracks per block: the unit of work of one thread. */
    private static final int BLOCK = 256;

    private final IdMap tracks;
    private final ItemKnnOptions options;
    private final Neighbourhoods[] blocks;

    private ItemKnn(IdMap tracks, ItemKnnOptions options, Neighbourhoods[] blocks) {
        this.tracks = tracks;
        this.options = options;
        this.blocks = blocks;
    }

    /**
     * Finds the neighbours of every track.
     *
     * @param threads number of threads, 1 or above
     * @throws IllegalArgumentException if a decay by time is asked for and the training events have no times
     */
    public static ItemKnn fit(Dataset train, EventSemantics semantics, ItemKnnOptions options, int threads) {
        options.pair().checkFits(train.events(), "pair");
        options.recency().checkFits(train.events(), "recency");
        IdMap tracks = train.catalog().tracks();
        RecentTracks recent = new RecentTracks(train, semantics, options.maxTracksPerCharacter(), options.pair());
        if (recent.cut > 0) {
            LOG.info(
                    "item-knn: {} of {} characters have more than {} distinct tracks; their most recent ones are used"
                            + " (maxTracksPerCharacter)",
                    recent.cut,
                    train.events().characterCount(),
                    options.maxTracksPerCharacter());
        }
        int n = tracks.size();
        int[] ranks = tracks.codePointRanks();
        Neighbourhoods[] blocks = new Neighbourhoods[(n + BLOCK - 1) / BLOCK];
        Parallel.run(
                threads,
                blocks.length,
                () -> new Worker(new CoOccurrence(recent, options, n), TopK.of(options.neighbours(), ranks)),
                (worker, b) -> blocks[b] =
                        new Neighbourhoods(b * BLOCK, Math.min(BLOCK, n - b * BLOCK), worker.row, worker.best));
        return new ItemKnn(tracks, options, blocks);
    }

    private record Worker(CoOccurrence row, TopK best) {}

    @Override
    public String name() {
        return "item-knn";
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    /** The neighbours of a track, most similar first, with s(track, neighbour); empty when it occurs with no other. */
    public List<Scored> neighbours(String trackId) {
        int t = tracks.indexOf(trackId);
        if (t == IdMap.ABSENT) {
            throw new UnknownIdException("track", trackId);
        }
        Neighbourhoods block = blocks[t / BLOCK];
        List<Scored> found = new ArrayList<>();
        for (int j = 0; j < block.count(t); j++) {
            found.add(new Scored(tracks.id(block.neighbour(t, j)), block.similarity(t, j)));
        }
        return found;
    }

    /** Receives the neighbours of a track. */
    @FunctionalInterface
    public interface NeighbourVisitor {
        /** One neighbour by index, and its similarity, above 0. */
        void visit(int neighbour, float similarity);
    }

    /** Gives the neighbours of track {@code t} to the visitor, most similar first. */
    public void forEachNeighbour(int t, NeighbourVisitor visitor) {
        Neighbourhoods block = blocks[t / BLOCK];
        for (int j = 0; j < block.count(t); j++) {
            visitor.visit(block.neighbour(t, j), block.similarity(t, j));
        }
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        int[] history = query.historyTracks();
        Arrays.fill(scores, 0);
        IntSet used = new IntOpenHashSet();
        for (int i = history.length - 1; i >= 0 && used.size() < options.maxTracksPerCharacter(); i--) {
            if (used.add(history[i])) {
                float weight = (float) options.recency().weight(query, i);
                blocks[history[i] / BLOCK].addTo(scores, history[i], weight);
            }
        }
        boolean any = false;
        for (int t = 0; t < scores.length; t++) {
            if (scores[t] > 0) {
                any = true;
            } else {
                scores[t] = Float.NEGATIVE_INFINITY;
            }
        }
        return any;
    }
}
