package io.reco.eval.metric;

/** What an item of grade {@code g} is worth in a cumulated gain; 0 for {@code g <= 0}. */
public enum Gain {
    /** {@code g}: grade 3 is worth 3. Does not depend on the relevance level. */
    LINEAR {
        @Override
        double of(int grade, int level) {
            return Math.max(grade, 0);
        }
    },
    /** {@code 2^g - 1} (Burges et al. 2005): grade 3 is worth 7. Does not depend on the relevance level. */
    EXPONENTIAL {
        @Override
        double of(int grade, int level) {
            return grade <= 0 ? 0 : Math.scalb(1.0, grade) - 1;
        }
    },
    /** 1 if {@code g} reaches the relevance level, else 0. */
    BINARY {
        @Override
        double of(int grade, int level) {
            return grade >= level ? 1 : 0;
        }
    };

    abstract double of(int grade, int level);
}
