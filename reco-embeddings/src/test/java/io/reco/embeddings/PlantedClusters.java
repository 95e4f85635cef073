package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sequences with a truth to find: track t is of cluster {@code t % clusters}; a sequence stays in one cluster, but each
 * token is one of any track with probability {@code noise}. Low numbers are popular.
 */
public final class PlantedClusters {
    private final int tracks;
    private final int clusters;
    private final IdMap ids;
    private final List<int[]> sequences = new ArrayList<>();

    public PlantedClusters(int tracks, int clusters, int sequenceCount, double noise, long seed) {
        this.tracks = tracks;
        this.clusters = clusters;
        List<String> names = new ArrayList<>();
        for (int t = 0; t < tracks; t++) {
            names.add("t" + t);
        }
        ids = IdMap.of(names);
        Random random = new Random(seed);
        for (int s = 0; s < sequenceCount; s++) {
            int cluster = random.nextInt(clusters);
            int[] sequence = new int[10 + random.nextInt(30)];
            for (int i = 0; i < sequence.length; i++) {
                double low = Math.pow(random.nextDouble(), 1.5);
                sequence[i] = random.nextDouble() < noise
                        ? (int) (low * tracks)
                        : (int) (low * (tracks / clusters)) * clusters + cluster;
            }
            sequences.add(sequence);
        }
    }

    public IdMap ids() {
        return ids;
    }

    public Sequences sequences() {
        return Sequences.of(sequences);
    }

    public int cluster(int track) {
        return track % clusters;
    }

    /** Share of the ten nearest tracks of each track that are of its cluster. Blind guessing gives 1 / clusters. */
    public double purityAt10(TrackVectors vectors) {
        ExactSearch search = ExactSearch.of(vectors.unitMatrix(), Metric.COSINE_OF_UNIT_ROWS);
        long right = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            int self = row;
            SearchHits hits = search.search(vectors.vector(row), 10, r -> r != self);
            for (int i = 0; i < hits.size(); i++) {
                right += cluster(vectors.track(hits.row(i))) == cluster(vectors.track(row)) ? 1 : 0;
            }
        }
        return right / (10.0 * tracks);
    }
}
