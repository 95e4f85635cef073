package io.reco.core.io;

/** What a reader does with a record it cannot accept. */
public enum ReadMode {
    /** Fails with an {@link InputFormatException}. */
    STRICT,
    /** Skips it, counts it by reason and writes it to the rejects file. */
    LENIENT
}
