package io.reco.core.validate;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Likely to distort what is learned or measured. */
    WARNING,
    /** Nothing can be done with the data as they are. */
    ERROR
}
