package io.reco.eval.metric;

/** A metric of one list; its value for a set of characters is the mean. */
public non-sealed interface ListMetric extends Metric {
    /**
     * {@return the value for one character; NaN when it is not defined for this one, which is then left out and counted}
     *
     * @param context the character's list, truth and history
     */
    double value(MetricContext context);

    /**
     * {@return whether the mean is over the {@link Population} (metrics of accuracy), as opposed to every character with a
     * defined value, which is every one with a list (metrics beyond accuracy)}
     */
    default boolean usesPopulation() {
        return true;
    }
}
