package io.reco.core.baseline;

import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;

/** The neighbours of a block of consecutive tracks, best first, while they are collected and afterwards. */
final class Neighbourhoods {
    private final int first;
    private final int[] starts;
    private int[] tracks = new int[0];
    private float[] similarities = new float[0];

    /**
     * Finds the neighbours of tracks {@code first .. first + size - 1}.
     *
     * @param row modified: works on one track after the other
     */
    Neighbourhoods(int first, int size, CoOccurrence row, TopK best) {
        this.first = first;
        this.starts = new int[size + 1];
        SearchHits[] found = new SearchHits[size];
        for (int r = 0; r < size; r++) {
            row.similarTo(first + r, best);
            found[r] = best.drain();
            starts[r + 1] = starts[r] + found[r].size();
        }
        tracks = new int[starts[size]];
        similarities = new float[starts[size]];
        for (int r = 0; r < size; r++) {
            for (int j = 0; j < found[r].size(); j++) {
                tracks[starts[r] + j] = found[r].row(j);
                similarities[starts[r] + j] = found[r].score(j);
            }
        }
    }

    /** Adds {@code weight * similarity} to the score of every neighbour of a track. */
    void addTo(float[] scores, int t, float weight) {
        for (int j = starts[t - first]; j < starts[t - first + 1]; j++) {
            scores[tracks[j]] += weight * similarities[j];
        }
    }

    int count(int t) {
        return starts[t - first + 1] - starts[t - first];
    }

    int neighbour(int t, int j) {
        return tracks[starts[t - first] + j];
    }

    float similarity(int t, int j) {
        return similarities[starts[t - first] + j];
    }
}
