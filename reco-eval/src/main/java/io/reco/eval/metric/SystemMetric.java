package io.reco.eval.metric;

/** A metric of all lists together, a function of how often each item was shown. */
public non-sealed interface SystemMetric extends Metric {
    /** {@return the cutoff at which exposure is counted} */
    int cutoff();

    /**
     * {@return whether it asks for {@link Exposure#profilePopularity} or {@link Exposure#listPopularity}, which cost a pass over every history} True
     * by default, which is always right.
     */
    default boolean comparesPopularity() {
        return true;
    }

    /**
     * {@return the value; NaN when it is not defined, e.g. for no list at all}
     *
     * @param exposure counts at {@link #cutoff()}
     */
    double value(Exposure exposure);
}
