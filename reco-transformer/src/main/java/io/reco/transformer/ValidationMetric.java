package io.reco.transformer;

/** What is measured on the validation events of a character, over its k best tracks. */
public enum ValidationMetric {
    /** Sum of {@code 1 / log2(rank + 1)} over the targets found, over the most that it could be with min(k, targets). */
    NDCG,
    /** 1 if a target is found, else 0. */
    HIT_RATE,
    /** Share of the targets found. */
    RECALL
}
