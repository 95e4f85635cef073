package io.reco.transformer;

/**
 * The learning rate of each step: a linear rise over {@code warmUp} steps, {@code peak (t + 1) / warmUp} at step t = 0, 1, ...,
 * then half a cosine from {@code peak} down to {@code floor} at step {@code total}, and {@code floor} from there on. Without a
 * {@code total} it stays at {@code peak}.
 *
 * @param peak highest rate, above 0
 * @param warmUp steps of the rise, 0 or above
 * @param total step at which the floor is reached, above {@code warmUp}; 0: never
 * @param floor lowest rate after the rise, in [0, peak]
 */
public record LearningRate(double peak, long warmUp, long total, double floor) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field and value
     */
    public LearningRate {
        if (!(peak > 0 && peak < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("peak " + peak + " is not a finite number above 0");
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("warmUp " + warmUp + " is not 0 or above");
        }
        if (total != 0 && total <= warmUp) {
            throw new IllegalArgumentException("total " + total + " is neither 0 nor above warmUp " + warmUp);
        }
        if (!(floor >= 0 && floor <= peak)) {
            throw new IllegalArgumentException("floor " + floor + " is not in [0, peak " + peak + "]");
        }
    }

    /** The same rate at all steps. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, 0, 0, 0);
    }

    /** A rise and a cosine that ends at zero. */
    public static LearningRate cosine(double peak, long warmUp, long total) {
        return new LearningRate(peak, warmUp, total, 0);
    }

    /**
     * The rate of a step.
     *
     * @param step steps taken before, 0 or above
     */
    public double at(long step) {
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        if (total == 0) {
            return peak;
        }
        if (step >= total) {
            return floor;
        }
        double done = (double) (step - warmUp) / (total - warmUp);
        return floor + (peak - floor) * (1 + StrictMath.cos(Math.PI * done)) / 2;
    }
}
