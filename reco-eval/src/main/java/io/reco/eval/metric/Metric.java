package io.reco.eval.metric;

/**
 * A number that says how good recommendations are. Metrics are immutable, thread-safe and have value semantics; two
 * metrics with the same label compute the same thing.
 */
public sealed interface Metric permits ListMetric, SystemMetric {
    /** {@return the name with variant and cutoff, e.g. {@code ndcg_exp@10}; without {@code @} the whole list counts} */
    String label();

    /** {@return which way better is} */
    default Direction direction() {
        return Direction.HIGHER;
    }

    /** Which values are better. */
    enum Direction {
        /** More is better, e.g. recall. */
        HIGHER,
        /** Less is better, e.g. clicks. */
        LOWER,
        /** Neither: a description, e.g. the mean popularity of what is shown. */
        NEITHER
    }
}
