package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * The tracks that get a row: those that occur often enough, by falling count and then by id, so that rows that are used
 * together lie together and a row number does not depend on the order of the catalogue.
 *
 * @param trackOfRow track by row
 * @param rowOfTrack row by track, or {@link IdMap#ABSENT}
 * @param counts occurrences by row, falling
 * @param tokens occurrences of all rows
 * @param sequences number of sequences read
 */
record Vocabulary(int[] trackOfRow, int[] rowOfTrack, int[] counts, long tokens, long sequences) {

    /** Reads all sequences once. */
    static Vocabulary of(Sequences source, IdMap tracks, int minCount) {
        int[] countOfTrack = new int[tracks.size()];
        long[] sequences = {0};
        source.forEach((owner, sequence, length) -> {
            for (int i = 0; i < length; i++) {
                int t = sequence[i];
                if (t < 0 || t >= countOfTrack.length) {
                    throw new IllegalArgumentException("sequence " + sequences[0] + ", position " + i + ": track " + t
                            + " is not in [0, " + countOfTrack.length + "), the tracks given");
                }
                countOfTrack[t]++;
            }
            sequences[0]++;
        });
        int[] rank = tracks.codePointRanks();
        int[] order = new int[tracks.size()];
        int n = 0;
        for (int t = 0; t < order.length; t++) {
            if (countOfTrack[t] >= minCount) {
                order[n++] = t;
            }
        }
        int[] trackOfRow = Arrays.copyOf(order, n);
        IntArrays.quickSort(
                trackOfRow,
                (a, b) -> countOfTrack[a] != countOfTrack[b]
                        ? Integer.compare(countOfTrack[b], countOfTrack[a])
                        : Integer.compare(rank[a], rank[b]));
        int[] rowOfTrack = new int[tracks.size()];
        Arrays.fill(rowOfTrack, IdMap.ABSENT);
        int[] counts = new int[n];
        long tokens = 0;
        for (int r = 0; r < n; r++) {
            rowOfTrack[trackOfRow[r]] = r;
            counts[r] = countOfTrack[trackOfRow[r]];
            tokens += counts[r];
        }
        return new Vocabulary(trackOfRow, rowOfTrack, counts, tokens, sequences[0]);
    }

    /** Number of rows. */
    int rows() {
        return trackOfRow.length;
    }

    /** The weights of negatives: {@code count ^ exponent}. */
    double[] negativeWeights(double exponent) {
        double[] weights = new double[rows()];
        Arrays.setAll(weights, r -> StrictMath.pow(counts[r], exponent));
        return weights;
    }

    /**
     * The probability with which an occurrence of each row is kept, as word2vec has it:
     * {@code min(1, sqrt(q) + q)}, {@code q = threshold * tokens / count}; all 1 for a threshold of 0.
     */
    float[] keepProbabilities(double threshold) {
        float[] keep = new float[rows()];
        for (int r = 0; r < keep.length; r++) {
            double q = threshold * tokens / counts[r];
            keep[r] = threshold == 0 ? 1 : (float) Math.min(1, Math.sqrt(q) + q);
        }
        return keep;
    }
}
