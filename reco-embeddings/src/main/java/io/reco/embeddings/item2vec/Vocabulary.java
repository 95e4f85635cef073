package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * The tracks that get a row: those that occur often enough, by falling count and then by id, so that rows that are used
 * together lie together and a row number does not depend on the order of the catalogue. When training is continued, the
 * rows of the model come first, in its order, and only the others are sorted.
 *
 * @param trackOfRow track by row
 * @param rowOfTrack row by track, or {@link IdMap#ABSENT}
 * @param counts occurrences by row, those of the model before included
 * @param oldRows number of rows that come from a model; 0 for a fresh one
 * @param tokens occurrences of all rows
 * @param newTokens of these, those in the sequences that were read
 * @param sequences number of sequences read
 */
record Vocabulary(
        int[] trackOfRow, int[] rowOfTrack, long[] counts, int oldRows, long tokens, long newTokens, long sequences) {

    /** Reads all sequences once. */
    static Vocabulary of(Sequences source, IdMap tracks, int minCount) {
        return of(Counts.of(source, tracks.size(), 0), tracks, minCount, new int[0], new int[0]);
    }

    /**
     * With rows of a model.
     *
     * @param oldTracks track by row of the model
     * @param oldSupport their counts in it
     */
    static Vocabulary of(Counts read, IdMap tracks, int minCount, int[] oldTracks, int[] oldSupport) {
        long[] countOfTrack = read.tracks();
        int[] rank = tracks.codePointRanks();
        int[] rowOfTrack = new int[tracks.size()];
        Arrays.fill(rowOfTrack, IdMap.ABSENT);
        int[] order = Arrays.copyOf(oldTracks, Math.max(oldTracks.length, tracks.size()));
        int n = oldTracks.length;
        for (int r = 0; r < n; r++) {
            rowOfTrack[oldTracks[r]] = r;
        }
        for (int t = 0; t < tracks.size(); t++) {
            if (countOfTrack[t] >= minCount && rowOfTrack[t] == IdMap.ABSENT) {
                order[n++] = t;
            }
        }
        int[] trackOfRow = Arrays.copyOf(order, n);
        IntArrays.quickSort(
                trackOfRow,
                oldTracks.length,
                n,
                (a, b) -> countOfTrack[a] != countOfTrack[b]
                        ? Long.compare(countOfTrack[b], countOfTrack[a])
                        : Integer.compare(rank[a], rank[b]));
        long[] counts = new long[n];
        long tokens = 0;
        long newTokens = 0;
        for (int r = 0; r < n; r++) {
            rowOfTrack[trackOfRow[r]] = r;
            counts[r] = countOfTrack[trackOfRow[r]] + (r < oldSupport.length ? oldSupport[r] : 0);
            tokens += counts[r];
            newTokens += countOfTrack[trackOfRow[r]];
        }
        return new Vocabulary(trackOfRow, rowOfTrack, counts, oldTracks.length, tokens, newTokens, read.sequences());
    }

    /**
     * What a first walk over the sequences counts.
     *
     * @param tracks occurrences by track
     * @param owners tokens by owner; empty if they were not asked for
     * @param sequences number of sequences
     */
    record Counts(long[] tracks, long[] owners, long sequences) {
        /**
         * Reads all sequences once.
         *
         * @param ownerCount number of owners to count for; 0: owners do not matter
         */
        static Counts of(Sequences source, int trackCount, int ownerCount) {
            long[] tracks = new long[trackCount];
            long[] owners = new long[ownerCount];
            long[] sequences = {0};
            source.forEach((owner, sequence, length) -> {
                for (int i = 0; i < length; i++) {
                    int t = sequence[i];
                    if (t < 0 || t >= trackCount) {
                        throw new IllegalArgumentException("sequence " + sequences[0] + ", position " + i + ": track "
                                + t + " is not in [0, " + trackCount + "), the tracks given");
                    }
                    tracks[t]++;
                }
                if (ownerCount > 0) {
                    if (owner < 0 || owner >= ownerCount) {
                        throw new IllegalArgumentException("sequence " + sequences[0] + ": owner " + owner
                                + " is not in [0, " + ownerCount + "), the profiles given");
                    }
                    owners[owner] += length;
                }
                sequences[0]++;
            });
            return new Counts(tracks, owners, sequences[0]);
        }
    }

    /** Number of rows. */
    int rows() {
        return trackOfRow.length;
    }

    /** The weights of negatives: {@code count ^ exponent}. */
    double[] negativeWeights(double exponent) {
        return weights(counts, 0, counts.length, exponent);
    }

    /** {@code count ^ exponent} of some rows; 0 for a row that never occurs. */
    static double[] weights(long[] counts, int from, int to, double exponent) {
        double[] weights = new double[to - from];
        Arrays.setAll(weights, r -> counts[from + r] == 0 ? 0 : StrictMath.pow(counts[from + r], exponent));
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

    /** Counts as a model keeps them: held at the largest int. */
    int[] support() {
        return support(counts);
    }

    static int[] support(long[] counts) {
        int[] support = new int[counts.length];
        Arrays.setAll(support, r -> (int) Math.min(Integer.MAX_VALUE, counts[r]));
        return support;
    }
}
