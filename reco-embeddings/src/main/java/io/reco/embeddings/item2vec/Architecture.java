package io.reco.embeddings.item2vec;

/** What predicts what. */
public enum Architecture {
    /** Each context alone predicts the centre: better for rare tracks, and several times more work than {@link #CBOW}. */
    SKIP_GRAM,
    /** The mean of all contexts predicts the centre (continuous bag of words). */
    CBOW
}
