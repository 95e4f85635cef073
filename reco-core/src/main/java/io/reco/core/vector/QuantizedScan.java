package io.reco.core.vector;

/** The state of one thread of a {@link QuantizedSearch}: the best rows so far for each query of a group. */
interface QuantizedScan {

    /** Offers rows [from, from + count), all of one block, to the collectors. */
    void run(int from, int count);

    /** Returns the best rows so far, one collector a query. */
    TopK[] tops();
}
