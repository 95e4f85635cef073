package io.reco.eval;

import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import java.util.Optional;

/**
 * A metric with its uncertainty.
 *
 * @param metric value, counts and the value of each character
 * @param intervalMethod how the interval was made
 * @param interval of the mean; empty for system metrics and for means over fewer than two characters
 */
public record MetricEstimate(MetricValue metric, MeanInterval intervalMethod, Optional<Interval> interval) {}
