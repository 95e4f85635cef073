package io.reco.eval.metric;

/**
 * The counts behind the ratios, as trec_eval prints them: {@code num_rel = |R|}, {@code num_ret = |L|}, {@code num_rel_ret = |L n R|}.
 *
 * <p>Empty list: {@code num_ret} and {@code num_rel_ret} are 0. Empty truth: {@code num_rel} and {@code num_rel_ret} are 0.
 * Ranks do not matter. Ties: do not matter. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code num_rel = 3}, {@code num_ret = 4}, {@code
 * num_rel_ret = 2}.
 */
public enum ListCount implements ListMetric {
    /** {@code |R|}. */
    NUM_REL("num_rel") {
        @Override
        public double value(MetricContext context) {
            return context.relevantCount();
        }
    },
    /** {@code |L|}. */
    NUM_RET("num_ret") {
        @Override
        public double value(MetricContext context) {
            return context.size();
        }
    },
    /** Relevant items in the list. */
    NUM_REL_RET("num_rel_ret") {
        @Override
        public double value(MetricContext context) {
            return context.hits(MetricContext.WHOLE_LIST);
        }
    };

    private final String label;

    ListCount(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Direction direction() {
        return this == NUM_REL_RET ? Direction.HIGHER : Direction.NEITHER;
    }
}
