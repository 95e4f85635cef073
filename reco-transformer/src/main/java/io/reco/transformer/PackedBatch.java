package io.reco.transformer;

import org.jspecify.annotations.Nullable;

/**
 * Sequences one after the other, without padding; filled anew for each (micro-)batch. Arrays may be longer than what is in
 * use.
 *
 * <p>Item {@code V} (one past the last) is the mask of {@link TransformerOptions.Objective#MASKED}.
 */
public final class PackedBatch {
    /** Sequences in use. */
    public int sequences;
    /** First token of each sequence, and the number of tokens at the end. */
    public final int[] starts;
    /** Item of each token. */
    public final int[] items;
    /** Position of each token: 0 for the first token of its sequence, as far as the sequence is looked at. */
    public final int[] positions;
    /** Gender of each sequence, by ordinal. */
    public final int[] genders;
    /** Age band of each sequence, by ordinal. */
    public final int[] ageBands;
    /** Seconds of each token since some origin; null if the model has no use for times. */
    public final int @Nullable [] seconds;
    /** Item that each token is to predict; -1: none. */
    public final int[] targets;
    /** Factor of the loss of each token. */
    public final float[] weights;
    /** An item that each token is not to predict (skipped or disliked), -1: none. */
    public final int[] ownNegatives;

    /** Room for some sequences with some tokens in all. */
    public PackedBatch(int maxSequences, int maxTokens, boolean timed) {
        starts = new int[maxSequences + 1];
        genders = new int[maxSequences];
        ageBands = new int[maxSequences];
        items = new int[maxTokens];
        positions = new int[maxTokens];
        seconds = timed ? new int[maxTokens] : null;
        targets = new int[maxTokens];
        weights = new float[maxTokens];
        ownNegatives = new int[maxTokens];
    }

    /** Tokens in use. */
    public int tokens() {
        return starts[sequences];
    }
}
