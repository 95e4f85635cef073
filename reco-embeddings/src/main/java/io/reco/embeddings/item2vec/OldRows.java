package io.reco.embeddings.item2vec;

/** What becomes of the vectors of a model that training is continued from. */
public enum OldRows {
    /** They stay as they are to the bit, and serve as contexts and negatives of the new ones. */
    KEEP,
    /** They are trained on like the new ones. */
    UPDATE
}
