package io.reco.transformer;

/**
 * Dials of {@link Optimizer}.
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the corrected second moment, above 0
 * @param decay decoupled weight decay of the weight matrices of blocks, 0 or above; biases, norms, positions, profile tables and
 *     the vectors of items and attributes do not decay
 * @param clip largest norm of the whole gradient, which is scaled down to it; 0: any
 */
public record AdamOptions(double beta1, double beta2, double epsilon, double decay, double clip) {
    /** Adam as published, with the second moment a little faster (0.98 as of SASRec's), no decay, no clipping. */
    public static final AdamOptions DEFAULT = new AdamOptions(0.9, 0.98, 1e-8, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field and value
     */
    public AdamOptions {
        requireBeta("beta1", beta1);
        requireBeta("beta2", beta2);
        // As a float it must not vanish.
        if (!((float) epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon " + epsilon + " is not a finite number above 0");
        }
        if (!(decay >= 0 && decay < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("decay " + decay + " is not 0 or a finite number above");
        }
        if (!(clip >= 0 && clip < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("clip " + clip + " is not 0 or a finite number above");
        }
    }

    private static void requireBeta(String field, double beta) {
        if (!(beta >= 0 && (float) beta < 1)) {
            throw new IllegalArgumentException(field + " " + beta + " is not in [0, 1)");
        }
    }

    /** A copy with this decay of the first moment. */
    public AdamOptions withBeta1(double newBeta1) {
        return new AdamOptions(newBeta1, beta2, epsilon, decay, clip);
    }

    /** A copy with this decay of the second moment. */
    public AdamOptions withBeta2(double newBeta2) {
        return new AdamOptions(beta1, newBeta2, epsilon, decay, clip);
    }

    /** A copy with this epsilon. */
    public AdamOptions withEpsilon(double newEpsilon) {
        return new AdamOptions(beta1, beta2, newEpsilon, decay, clip);
    }

    /** A copy with this weight decay. */
    public AdamOptions withDecay(double newDecay) {
        return new AdamOptions(beta1, beta2, epsilon, newDecay, clip);
    }

    /** A copy with this largest norm. */
    public AdamOptions withClip(double newClip) {
        return new AdamOptions(beta1, beta2, epsilon, decay, newClip);
    }
}
