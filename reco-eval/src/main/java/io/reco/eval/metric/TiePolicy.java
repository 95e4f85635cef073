package io.reco.eval.metric;

/**
 * What to do with items of equal score. The example is the list {@code b:1.0, é:1.0, a:1.0} (in file order).
 */
public enum TiePolicy {
    /** Id ascending by code point, the order of this library: {@code a, b, é}. */
    CODE_POINT("code-point"),
    /** Id descending by UTF-8 bytes, as NIST trec_eval: {@code é, b, a}. */
    TREC("trec"),
    /** As given: {@code b, é, a}. */
    FILE("file"),
    /**
     * The expectation over a uniformly random order inside each group of equal scores (McSherry and Najork, ECIR 2008):
     * each of the three ids is first with probability 1/3. Applies to metrics that depend on relevance; those that
     * depend on which items are shown see the ids of a group in code-point order.
     */
    AVERAGE("average");

    private final String label;

    TiePolicy(String label) {
        this.label = label;
    }

    /** {@return the name used on the command line and in results, e.g. {@code code-point}} */
    public String label() {
        return label;
    }
}
