package io.reco.embeddings.item2vec;

/** Carries out the steps that a {@link SkipGramWorker} has drawn. One per thread. */
interface WindowSteps {
    /** Each input of the window predicts its outputs. */
    void pairs(Window window, float rate, boolean measured);

    /** For each centre of the group the mean of its contexts predicts it and the negatives that are not it. */
    void means(CentreGroup group, float rate, boolean measured);

    /** A centre is done; there is none of its windows under way. */
    void centreDone();

    /** Ends a block, and returns the loss of its measured windows before their updates, in nats. */
    double endBlock();
}
