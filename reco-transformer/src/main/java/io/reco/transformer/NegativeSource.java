package io.reco.transformer;

/** What negatives are drawn from, with replacement. Those of a micro-batch are shared by its tokens; {@link #ALL} draws none. */
public enum NegativeSource {
    /** All tracks alike: for catalogues of up to some 100,000 tracks. */
    UNIFORM,
    /**
     * Tracks in proportion to {@code count^alpha} in the training sequences. Those that never occur are never drawn. With
     * alpha 0.5, a track played 100 times is drawn 10 times as often as one played once.
     */
    POPULARITY,
    /**
     * The targets of the batch: in proportion to what is listened to, at no cost. Popular tracks are punished for it unless
     * {@link TrainingOptions#logQ} corrects that (Yi et al. 2019, "Sampling-bias-corrected neural modeling").
     */
    IN_BATCH,
    /**
     * A {@link TrainingOptions#inBatchShare share} of targets of the batch, the rest uniform (mixed negative sampling; Yang et al.
     * 2020).
     */
    MIXED,
    /**
     * Every track but the target, each with weight {@code K / (V - 1)}: the expectation of K uniform negatives that are drawn for
     * each token alone, which is how the binary losses were published. Costs as much as the full softmax. For
     * {@link LossOptions.Kind#BCE} and {@link LossOptions.Kind#GBCE} only.
     */
    ALL
}
