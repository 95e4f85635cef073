package io.reco.eval.metric;

/** What an item of grade {@code g} is worth in a cumulated gain; 0 for {@code g <= 0}. */
public enum Gain {
    /** {@code g}: grade 3 is worth 3. Does not depend on the relevance level. */
    LINEAR {
        @Override
        double of(int grade, int level, int largest) {
            return Math.max(grade, 0);
        }
    },
    /** {@code 2^g - 1} (Burges et al. 2005): grade 3 is worth 7. Does not depend on the relevance level. */
    EXPONENTIAL {
        @Override
        double of(int grade, int level, int largest) {
            return grade <= 0 ? 0 : Math.scalb(1.0, grade - largest) - Math.scalb(1.0, -largest);
        }
    },
    /** 1 if {@code g} reaches the relevance level, else 0. */
    BINARY {
        @Override
        double of(int grade, int level, int largest) {
            return grade >= level ? 1 : 0;
        }
    };

    /**
     * The gain in a unit that all gains of one user share: 1, for {@link #EXPONENTIAL} {@code 2^largest}, so that no grade overflows. The unit is
     * a power of two and only quotients are taken, so it changes no digit.
     *
     * @param grade any
     * @param level the item is relevant from this grade on
     * @param largest the user's largest grade, at least {@code grade}
     */
    abstract double of(int grade, int level, int largest);
}
