package io.reco.transformer;

/** What an epoch trains on of a sequence with more than {@code maxLength + 1} tracks. */
public enum LongHistories {
    /**
     * The last {@code maxLength + 1} tracks: every epoch the same ones. What published numbers were made with. Tracks that occur
     * earlier only are not trained on, so the model does not know them.
     */
    LAST,
    /** A window of that length, drawn anew for each epoch, every one as likely. */
    RANDOM,
    /**
     * All of it, in windows that are counted from the end and of which each begins with the track that the one before ends with:
     * every track but the first is a target once an epoch. 450 tracks and length 200 give windows of 49, 200 and 200 targets.
     */
    ALL
}
