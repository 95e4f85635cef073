package io.reco.transformer;

/**
 * How much the character's own listens count beside the model (see {@link RepeatMix}).
 *
 * @param weight w, the share of the answer that goes to tracks of the history, in [0, 1); 0: off, scores are those of the
 *     model to the bit
 * @param decay d, the exponent with which a listen is forgotten, finite and above 0
 */
public record RepeatOptions(double weight, double decay) {
    /** The exponent that Anderson and Schooler found in many domains of human memory. */
    public static final double DEFAULT_DECAY = 0.5;

    /** No mix. */
    public static final RepeatOptions OFF = new RepeatOptions(0, DEFAULT_DECAY);

    /** Checks the ranges. */
    public RepeatOptions {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("weight " + weight + " is not in [0, 1)");
        }
        if (!(decay > 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("decay " + decay + " is not a finite number above 0");
        }
    }

    /** A mix of this weight with the usual exponent. */
    public static RepeatOptions of(double weight) {
        return new RepeatOptions(weight, DEFAULT_DECAY);
    }

    /** A copy with another weight. */
    public RepeatOptions withWeight(double newWeight) {
        return new RepeatOptions(newWeight, decay);
    }

    /** A copy with another exponent. */
    public RepeatOptions withDecay(double newDecay) {
        return new RepeatOptions(weight, newDecay);
    }

    /** Whether there is a mix at all. */
    public boolean isOff() {
        return weight == 0;
    }
}
