package io.reco.core.baseline;

import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * One row of the similarity matrix at a time, in a dense accumulator that is reused. The contributions of a row are added
 * in order of characters, so the sums do not depend on the thread that adds them. Not thread-safe: one per thread.
 */
final class CoOccurrence {
    private final RecentTracks recent;
    private final ItemKnnOptions options;
    private final double[] sums;
    private final IntArrayList touched = new IntArrayList();

    CoOccurrence(RecentTracks recent, ItemKnnOptions options, int n) {
        this.recent = recent;
        this.options = options;
        this.sums = new double[n];
    }

    /** Pushes the similarity of track {@code i} to every track that it occurs with, itself not among them. */
    void similarTo(int i, TopK best) {
        for (int p = recent.postingStarts[i]; p < recent.postingStarts[i + 1]; p++) {
            int e = recent.postingEntries[p];
            int c = recent.postingCharacters[p];
            addRow(recent.rowStarts[c], e, recent.rowStarts[c + 1]);
        }
        double own = Math.pow(recent.count(i), options.alpha());
        for (int q = 0; q < touched.size(); q++) {
            int j = touched.getInt(q);
            double other = Math.pow(recent.count(j), 1 - options.alpha());
            float similarity = (float) (sums[j] / (own * other + options.shrinkage()));
            if (similarity > 0) {
                best.push(j, similarity);
            }
            sums[j] = 0;
        }
        touched.clear();
    }

    /** Adds the row [from, to) of one character around entry {@code e}, fading on both sides. */
    private void addRow(int from, int e, int to) {
        float[] steps = recent.steps;
        double full = options.lengthExponent() == 0 ? 1 : Math.pow(to - from, -options.lengthExponent());
        double weight = full;
        for (int f = e - 1; f >= from; f--) {
            weight *= steps.length == 0 ? 1 : steps[f + 1];
            add(recent.tracks[f], weight);
        }
        weight = full;
        for (int f = e + 1; f < to; f++) {
            weight *= steps.length == 0 ? 1 : steps[f];
            add(recent.tracks[f], weight);
        }
    }

    private void add(int j, double weight) {
        if (sums[j] == 0) {
            touched.add(j);
        }
        sums[j] += weight;
    }
}
