package io.reco.eval.policy;

import java.util.Locale;

/**
 * An estimator of the mean reward of a target policy. The example is a log of three rows: rewards 1, 0, 1, propensities 0.5, 0.5, 0.25, target
 * probabilities 0.25, 0.75, 0.5, so weights 0.5, 1.5, 2; the model expects 0.5 of every choice.
 */
public enum Estimator {
    /**
     * Inverse propensity scoring (Horvitz and Thompson 1952): {@code sum w r / n}. Without bias if the propensities are right, the logging
     * policy can choose whatever the target chooses, and nothing is clipped; its variance grows with the weights. Example: {@code (0.5 + 2) /
     * 3}.
     */
    IPS,
    /**
     * Self-normalised inverse propensity scoring (Swaminathan and Joachims 2015): {@code sum w r / sum w}. Biased by {@code O(1 / n)}, with less
     * variance, and inside the range of rewards. Example: {@code (0.5 + 2) / 4}. NaN when all weights are 0.
     */
    SNIPS,
    /**
     * Doubly robust (Dudik, Langford and Li 2011): {@code sum (q_target + w (r - q_logged)) / n}, where {@code q_logged} is what the model expects
     * of the choice that was logged and {@code q_target} what it expects of the target policy. Right if the propensities or the model are right.
     * Needs a model. Example: {@code (3 * 0.5 + 0.5 * 0.5 - 1.5 * 0.5 + 2 * 0.5) / 3}.
     */
    DOUBLY_ROBUST;

    /** {@return the name in results, e.g. {@code snips}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
