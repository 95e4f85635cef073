package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Characters with a history in clusters of the same taste, and what each cluster listens to: the number of its characters with a
 * positive event on each of its most popular tracks. Characters are compared by what tells them from the mean of all. Immutable
 * and thread-safe.
 */
final class CharacterClusters {
    private final float[] mean;
    private final ExactSearch centres;
    private final SearchHits[] tracks;

    private CharacterClusters(float[] mean, FloatMatrix centres, SearchHits[] tracks) {
        this.mean = mean;
        this.centres = ExactSearch.of(centres, Metric.COSINE_OF_UNIT_ROWS);
        this.tracks = tracks;
    }

    /** Divides the warm characters of a data set. */
    static CharacterClusters of(
            WarmCharacters warm, Dataset data, EventSemantics semantics, ColdCharacterOptions options, int threads) {
        float[] mean = mean(warm);
        FloatMatrix centred = FloatMatrix.allocate(warm.size(), mean.length);
        for (int i = 0; i < warm.size(); i++) {
            float[] vector = warm.vector(i);
            for (int d = 0; d < mean.length; d++) {
                vector[d] -= mean[d];
            }
            centred.setRow(i, vector, 0);
        }
        centred.normalizeRows();
        int clusters = Math.max(1, Math.min(options.clusters(), warm.size() / options.charactersPerCluster()));
        SphericalKMeans means = SphericalKMeans.of(centred, clusters, options.iterations(), options.seed(), threads);
        return new CharacterClusters(mean, means.centres(), popular(means, warm, data, semantics, options));
    }

    private static float[] mean(WarmCharacters warm) {
        float[] mean = new float[warm.unitMatrix().dim()];
        VectorSum sum = new VectorSum(warm.unitMatrix());
        for (int i = 0; i < warm.size(); i++) {
            sum.add(i, 1.0 / warm.size());
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] = (float) sum.component(d);
        }
        return mean;
    }

    private static SearchHits[] popular(
            SphericalKMeans means,
            WarmCharacters warm,
            Dataset data,
            EventSemantics semantics,
            ColdCharacterOptions options) {
        Int2IntOpenHashMap[] counts = new Int2IntOpenHashMap[means.centres().rows()];
        for (int i = 0; i < warm.size(); i++) {
            int cluster = means.centre(i);
            counts[cluster] = counts[cluster] == null ? new Int2IntOpenHashMap() : counts[cluster];
            for (int t : listened(data.events(), semantics, warm.character(i))) {
                counts[cluster].addTo(t, 1);
            }
        }
        int[] ranks = data.catalog().tracks().codePointRanks();
        SearchHits[] out = new SearchHits[counts.length];
        for (int cluster = 0; cluster < out.length; cluster++) {
            TopK top = TopK.of(options.tracksPerCluster(), ranks);
            if (counts[cluster] != null) {
                for (Int2IntMap.Entry entry : counts[cluster].int2IntEntrySet()) {
                    top.push(entry.getIntKey(), entry.getIntValue());
                }
            }
            out[cluster] = top.drain();
        }
        return out;
    }

    /** Distinct tracks of the positive events of a character. */
    static IntSet listened(EventLog log, EventSemantics semantics, int c) {
        IntSet out = new IntOpenHashSet();
        for (int i = log.start(c); i < log.end(c); i++) {
            if (semantics.isPositive(log, i)) {
                out.add(log.track(i));
            }
        }
        return out;
    }

    /** Mean of the vectors of the characters; not to be modified. */
    float[] mean() {
        return mean;
    }

    /** The clusters nearest to a vector that the mean has been taken from, nearest first. */
    int[] nearest(float[] centredVector, int most) {
        return centres.search(centredVector, most).rows();
    }

    /** Number of characters of some clusters on each of their popular tracks. */
    Int2IntMap counts(int[] clusters) {
        Int2IntOpenHashMap out = new Int2IntOpenHashMap();
        out.defaultReturnValue(0);
        for (int cluster : clusters) {
            for (int i = 0; i < tracks[cluster].size(); i++) {
                out.addTo(tracks[cluster].row(i), Math.round(tracks[cluster].score(i)));
            }
        }
        return out;
    }

    /** Number of clusters. */
    int size() {
        return tracks.length;
    }
}
