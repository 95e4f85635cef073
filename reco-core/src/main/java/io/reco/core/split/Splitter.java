package io.reco.core.split;

import io.reco.core.data.Dataset;

/** A way to divide a data set. Immutable; the same data and the same splitter give the same split. */
@FunctionalInterface
public interface Splitter {
    /**
     * Divides the events.
     *
     * @throws IllegalArgumentException if the data set cannot be divided this way: the message says why, and what can
     */
    Split split(Dataset data);
}
