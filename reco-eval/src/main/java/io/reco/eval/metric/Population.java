package io.reco.eval.metric;

/**
 * Over whom an accuracy metric is averaged. The example has five judged characters; one of them has no relevant item and
 * another one no list.
 */
public enum Population {
    /** Characters with at least one item at the relevance level; a missing list scores 0. Here 4 of 5. The default. */
    RELEVANT("relevant"),
    /** All judged characters; no relevant item or no list scores 0, as {@code trec_eval -c}. Here 5 of 5. */
    JUDGED("judged"),
    /** Judged characters that have a list, as {@code trec_eval} 9 without {@code -c}. Here 4 of 5. */
    BOTH("both");

    private final String label;

    Population(String label) {
        this.label = label;
    }

    /** {@return the name used on the command line and in results, e.g. {@code relevant}} */
    public String label() {
        return label;
    }

    /**
     * {@return whether the character belongs to this population}
     *
     * @param context the context of a judged character
     */
    public boolean includes(MetricContext context) {
        return switch (this) {
            case RELEVANT -> context.relevantCount() > 0;
            case JUDGED -> true;
            case BOTH -> context.listed();
        };
    }
}
