package io.reco.eval.metric;

/** What to do with an item that appears twice in one list. The example is the list {@code a, b, a, c}. */
public enum DuplicatePolicy {
    /** The list is rejected with the id in the message, as trec_eval does. */
    ERROR("error"),
    /** The first occurrence in ranked order stays, the gap is closed before any cutoff: {@code a, b, c}. */
    KEEP_FIRST("keep-first");

    private final String label;

    DuplicatePolicy(String label) {
        this.label = label;
    }

    /** {@return the name used on the command line and in results, e.g. {@code keep-first}} */
    public String label() {
        return label;
    }
}
