package io.reco.eval.metric;

/** A metric of all lists together, a function of how often each item was shown. */
public non-sealed interface SystemMetric extends Metric {
    /** {@return the cutoff at which exposure is counted} */
    int cutoff();

    /**
     * {@return the value; NaN when it is not defined, e.g. for no list at all}
     *
     * @param exposure counts at {@link #cutoff()}
     */
    double value(Exposure exposure);
}
