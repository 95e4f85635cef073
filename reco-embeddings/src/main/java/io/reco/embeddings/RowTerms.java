package io.reco.embeddings;

import io.reco.core.parallel.Parallel;
import io.reco.core.vector.SearchHits;

/** Computes the terms of a {@link Correction}, one a row; an empty array stands for no terms. */
final class RowTerms {
    static final float[] NONE = new float[0];

    private RowTerms() {}

    /**
     * The terms.
     *
     * @param support of each row, 0 or above; not modified
     * @param threads 1 or above; no influence on the result
     */
    static float[] of(VectorIndex index, double[] support, Correction correction, int threads) {
        boolean hubs = correction.hubs() != Correction.Hubs.NONE && correction.hubWeight() > 0;
        if (correction.popularity() == 0 && !hubs) {
            return NONE;
        }
        float[] terms = popularity(support, correction.popularity());
        if (hubs) {
            SearchHits[] nearest = new SearchHits[index.rows()];
            Parallel.run(
                    threads,
                    index.rows(),
                    () -> index,
                    (i, row) -> nearest[row] =
                            i.nearest(i.vector(row), NONE, correction.neighbours(), other -> other != i.entity(row)));
            double[] hubness = correction.hubs() == Correction.Hubs.CSLS ? meanCosines(nearest) : inDegrees(nearest);
            for (int row = 0; row < terms.length; row++) {
                terms[row] -= (float) (correction.hubWeight() * hubness[row]);
            }
        }
        return terms;
    }

    /** {@code weight * log(1 + support) / log(1 + largest support)}. */
    static float[] popularity(double[] support, double weight) {
        float[] out = new float[support.length];
        double largest = 0;
        for (double s : support) {
            largest = Math.max(largest, s);
        }
        for (int row = 0; row < out.length && largest > 0; row++) {
            out[row] = (float) (weight * Math.log1p(support[row]) / Math.log1p(largest));
        }
        return out;
    }

    private static double[] meanCosines(SearchHits[] nearest) {
        double[] out = new double[nearest.length];
        for (int row = 0; row < out.length; row++) {
            for (int i = 0; i < nearest[row].size(); i++) {
                out[row] += nearest[row].score(i) / nearest[row].size();
            }
        }
        return out;
    }

    private static double[] inDegrees(SearchHits[] nearest) {
        double[] counts = new double[nearest.length];
        for (SearchHits hits : nearest) {
            for (int i = 0; i < hits.size(); i++) {
                counts[hits.row(i)]++;
            }
        }
        double largest = 0;
        for (double count : counts) {
            largest = Math.max(largest, count);
        }
        for (int row = 0; row < counts.length && largest > 0; row++) {
            counts[row] = Math.log1p(counts[row]) / Math.log1p(largest);
        }
        return counts;
    }
}
