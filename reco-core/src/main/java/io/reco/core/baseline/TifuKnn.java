package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.parallel.Pool;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * TIFU-KNN: Hu, He, Gao, Zhang, "Modeling Personalized Item Frequency Information for Next-basket Recommendation" (SIGIR
 * 2020). The history of a character becomes one vector u of decayed track frequencies over its baskets; the score is
 * {@code alpha * u + (1 - alpha) * mean of the k nearest other characters' vectors}, nearest by Euclidean distance, equal
 * distances by id ascending by code point. A basket is a session ({@link EventSemantics#sessionGapMillis}) where there are
 * times, else {@link TifuKnnOptions#basketSize} consecutive positive events. A track is in a basket once.
 *
 * <p>As in the paper, r_b decays within a group from its own last basket (the authors' published program lets it run
 * through the whole history); the sizes of the groups are those of the program. A character of the training data is never
 * its own neighbour, also when the query brings another history along. Characters without positive events are nobody's
 * neighbours; with fewer than k others the mean is over all of them. No opinion on tracks with score 0.
 *
 * <p>The model holds 16 bytes per distinct (character, track). Scoring is O(n + characters + the characters of each track
 * of the history); it uses two buffers of 8 bytes per character and thread. Immutable and thread-safe.
 */
public final class TifuKnn implements TrackScorer {
    private final IdMap tracks;
    private final TifuKnnOptions options;
    private final BasketVectors vectors;
    private final int[] characterRanks;
    // Vectors by character (rows) and by track (columns). The postings of a track are in order of characters.
    private final int[] rowStarts;
    private final int[] rowTracks;
    private final float[] rowValues;
    private final int[] columnStarts;
    private final int[] columnCharacters;
    private final float[] columnValues;
    private final double[] squaredNorms;
    private final Pool<double[]> dots;

    private TifuKnn(
            Dataset train,
            TifuKnnOptions options,
            BasketVectors vectors,
            int[] rowStarts,
            int[] rowTracks,
            float[] rowValues) {
        this.tracks = train.catalog().tracks();
        this.options = options;
        this.vectors = vectors;
        this.characterRanks = train.profiles().ids().codePointRanks();
        this.rowStarts = rowStarts;
        this.rowTracks = rowTracks;
        this.rowValues = rowValues;
        int characters = rowStarts.length - 1;
        columnStarts = new int[tracks.size() + 1];
        columnCharacters = new int[rowTracks.length];
        columnValues = new float[rowTracks.length];
        squaredNorms = new double[characters];
        invert();
        dots = new Pool<>(() -> new double[characters]);
    }

    /** Builds the vectors of all characters. O(events). */
    public static TifuKnn fit(Dataset train, EventSemantics semantics, TifuKnnOptions options) {
        EventLog events = train.events();
        BasketVectors vectors = new BasketVectors(options, semantics);
        int[] rowStarts = new int[events.characterCount() + 1];
        IntArrayList rowTracks = new IntArrayList();
        FloatArrayList rowValues = new FloatArrayList();
        IntArrayList history = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        for (int c = 0; c < events.characterCount(); c++) {
            history.clear();
            millis.clear();
            for (int i = events.start(c); i < events.end(c); i++) {
                if (semantics.isPositive(events, i)) {
                    history.add(events.track(i));
                    millis.add(events.timeMillis(i));
                }
            }
            if (!history.isEmpty()) {
                SparseVector vector = vectors.of(history.toIntArray(), millis.toLongArray(), events.timed());
                rowTracks.addElements(rowTracks.size(), vector.tracks());
                rowValues.addElements(rowValues.size(), vector.values());
            }
            rowStarts[c + 1] = rowTracks.size();
        }
        return new TifuKnn(train, options, vectors, rowStarts, rowTracks.toIntArray(), rowValues.toFloatArray());
    }

    private void invert() {
        for (int t : rowTracks) {
            columnStarts[t + 1]++;
        }
        for (int t = 0; t + 1 < columnStarts.length; t++) {
            columnStarts[t + 1] += columnStarts[t];
        }
        int[] next = columnStarts.clone();
        for (int c = 0; c < squaredNorms.length; c++) {
            for (int e = rowStarts[c]; e < rowStarts[c + 1]; e++) {
                int p = next[rowTracks[e]]++;
                columnCharacters[p] = c;
                columnValues[p] = rowValues[e];
                squaredNorms[c] += (double) rowValues[e] * rowValues[e];
            }
        }
    }

    @Override
    public String name() {
        return "tifu-knn";
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        if (query.historyTracks().length == 0) {
            return false;
        }
        SparseVector own = vectors.of(query.historyTracks(), query.historyMillis(), query.historyTimed());
        Arrays.fill(scores, 0);
        for (int j = 0; j < own.tracks().length; j++) {
            scores[own.tracks()[j]] = (float) (options.alpha() * own.values()[j]);
        }
        if (options.alpha() < 1) {
            addNeighbours(nearest(own, query.characterIdx()), scores);
        }
        for (int t = 0; t < scores.length; t++) {
            if (scores[t] == 0) {
                scores[t] = Float.NEGATIVE_INFINITY;
            }
        }
        return true;
    }

    private void addNeighbours(SearchHits nearest, float[] scores) {
        double share = (1 - options.alpha()) / nearest.size();
        for (int h = 0; h < nearest.size(); h++) {
            int c = nearest.row(h);
            for (int e = rowStarts[c]; e < rowStarts[c + 1]; e++) {
                scores[rowTracks[e]] += (float) (share * rowValues[e]);
            }
        }
    }

    /**
     * The k nearest characters. |u - v|^2 = |u|^2 + |v|^2 - 2 u.v, and |u|^2 is the same for all of them, so the nearest
     * are those with the largest 2 u.v - |v|^2.
     */
    private SearchHits nearest(SparseVector own, int self) {
        double[] dot = dots.take();
        try {
            Arrays.fill(dot, 0);
            for (int j = 0; j < own.tracks().length; j++) {
                int t = own.tracks()[j];
                double value = own.values()[j];
                for (int p = columnStarts[t]; p < columnStarts[t + 1]; p++) {
                    dot[columnCharacters[p]] += value * columnValues[p];
                }
            }
            TopK best = TopK.of(options.neighbours(), characterRanks);
            for (int c = 0; c < dot.length; c++) {
                if (c != self && rowStarts[c] < rowStarts[c + 1]) {
                    best.push(c, (float) (2 * dot[c] - squaredNorms[c]));
                }
            }
            return best.drain();
        } finally {
            dots.give(dot);
        }
    }
}
