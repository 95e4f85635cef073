package io.reco.transformer.kernel;

/**
 * A learned term of attention logits by the time that lies between two tokens of a sequence: {@code logit(i, j) += table[h,
 * bucket(|time[i] - time[j]|)]}.
 *
 * @param table where the table lies: a row of {@value #BUCKETS} floats for each head
 * @param at its first float
 * @param seconds time of each token of the batch
 */
public record TimeBias(Floats table, int at, int[] seconds) {
    /** Floats of a head. */
    public static final int BUCKETS = 32;

    /** Returns the bucket of a distance in seconds, 0 or above: 0 for 0, else 1 + floor(log2(distance)), so at most 31. */
    public static int bucket(int seconds) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(seconds);
    }

    /** Returns where in the table the term of two tokens of the batch is. Times may lie more than 2^31 seconds apart. */
    public int entry(int head, int i, int j) {
        long distance = Math.abs((long) seconds[i] - seconds[j]);
        return at + head * BUCKETS + bucket((int) Math.min(distance, Integer.MAX_VALUE));
    }
}
