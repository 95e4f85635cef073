package io.reco.core.vector;

/** What a query and a row score together. */
public enum Metric {
    /** The inner product. */
    DOT,
    /**
     * Inner product over the product of the norms; 0 for a zero row or query. The search keeps one factor per row. A norm
     * below {@link Float#MIN_NORMAL} counts as zero.
     */
    COSINE,
    /** As {@link #COSINE}, over rows that already have norm 1 (see {@link FloatMatrix#normalizeRows}) or are all zeros. */
    COSINE_OF_UNIT_ROWS
}
