package io.reco.eval.policy;

import io.reco.eval.stats.Interval;
import java.util.Optional;

/**
 * The estimated mean reward of a policy. Intervals are empty for fewer than two cases.
 *
 * @param label estimator and clipping, e.g. {@code snips clip(10)}
 * @param value mean reward a row; NaN when not defined
 * @param interval of it
 * @param difference value minus the mean reward that was logged
 * @param differenceInterval of the difference, from the same cases
 */
public record PolicyEstimate(
        String label,
        double value,
        Optional<Interval> interval,
        double difference,
        Optional<Interval> differenceInterval) {}
