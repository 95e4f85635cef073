package io.reco.core.recommend;

/** What to do with an id that a model was not fitted with. The answer counts them in any case. */
public enum UnknownIdPolicy {
    /** Refuse the query with an exception that names the id. */
    FAIL,
    /** Log a warning (the first of each kind, then one every 10,000) and go on without it. */
    WARN,
    /** Go on without it. */
    IGNORE
}
