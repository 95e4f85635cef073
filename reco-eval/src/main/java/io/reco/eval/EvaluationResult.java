package io.reco.eval;

import io.reco.core.validate.Finding;
import io.reco.eval.metric.Metric.Direction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation of one recommender found. Immutable; only the arrays of values per character are shared with who asks for them.
 *
 * @param name of the recommender, with rules named after {@code +}
 * @param protocol how the numbers came about
 * @param counts characters behind them
 * @param metrics by label, in the order asked for
 * @param segments by gender, age band, length and popularity of the history, and cold or not
 * @param warnings ways in which the test part may have leaked, see {@link LeakageCheck}
 * @param characterIds raw ids of the characters, in the order of the per-character values
 * @param shares what the lists are made of
 * @param times where the time went
 */
public record EvaluationResult(
        String name,
        EvaluationProtocol protocol,
        EvaluationCounts counts,
        Map<String, MetricEstimate> metrics,
        List<Segment> segments,
        List<Finding> warnings,
        List<String> characterIds,
        ListShares shares,
        EvaluationTimes times) {
    private static final int SEGMENT_FROM = 10;

    /** Copies the collections. */
    public EvaluationResult {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        segments = List.copyOf(segments);
        warnings = List.copyOf(warnings);
        characterIds = List.copyOf(characterIds);
    }

    /** A result of which only values are known. */
    public EvaluationResult(
            String name,
            EvaluationProtocol protocol,
            EvaluationCounts counts,
            Map<String, MetricEstimate> metrics,
            List<Segment> segments,
            List<Finding> warnings,
            List<String> characterIds) {
        this(name, protocol, counts, metrics, segments, warnings, characterIds, ListShares.NONE, EvaluationTimes.NONE);
    }

    /** A copy with another name. */
    public EvaluationResult withName(String newName) {
        return new EvaluationResult(
                newName, protocol, counts, metrics, segments, warnings, characterIds, shares, times);
    }

    /**
     * {@return a metric}
     *
     * @param label e.g. {@code ndcg@10}
     * @throws IllegalArgumentException if it was not asked for
     */
    public MetricEstimate metric(String label) {
        MetricEstimate estimate = metrics.get(label);
        if (estimate == null) {
            throw new IllegalArgumentException("metric '" + label + "' was not evaluated, expected one of: "
                    + String.join(", ", metrics.keySet()));
        }
        return estimate;
    }

    /**
     * {@return the value of a metric}
     *
     * @param label e.g. {@code ndcg@10}
     */
    public double value(String label) {
        return metric(label).metric().value();
    }

    /** {@return what characters were divided by, in order: {@code gender}, {@code age} and so on} */
    public List<String> dimensions() {
        return segments.stream().map(Segment::dimension).distinct().toList();
    }

    /**
     * {@return the segment of a dimension with the worst mean, among those of at least 10 characters with a value} Worst is the lowest
     * mean where higher is better, the highest where lower is better, and the one farthest from the mean of all where neither is; of equal
     * ones the first.
     *
     * @param dimension e.g. {@code gender}
     * @param label a mean metric
     */
    public Optional<Segment> worstSegment(String dimension, String label) {
        Direction direction = metric(label).metric().direction();
        double whole = value(label);
        Segment worst = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Segment segment : segments) {
            MetricEstimate estimate = segment.metrics().get(label);
            if (segment.dimension().equals(dimension)
                    && estimate != null
                    && estimate.metric().n() >= SEGMENT_FROM) {
                double mean = estimate.metric().value();
                double badness = switch (direction) {
                    case HIGHER -> -mean;
                    case LOWER -> mean;
                    case NEITHER -> Math.abs(mean - whole);
                };
                if (badness > most) {
                    most = badness;
                    worst = segment;
                }
            }
        }
        return Optional.ofNullable(worst);
    }

    /**
     * {@return the mean, weighted by characters, of how far the segments of a dimension are from the whole; NaN without segments}
     *
     * @param dimension e.g. {@code gender}
     * @param label a mean metric
     */
    public double meanAbsoluteDeviation(String dimension, String label) {
        double whole = value(label);
        double sum = 0;
        int n = 0;
        for (Segment segment : segments) {
            MetricEstimate estimate = segment.metrics().get(label);
            if (segment.dimension().equals(dimension)
                    && estimate != null
                    && estimate.metric().n() > 0) {
                sum += estimate.metric().n() * Math.abs(estimate.metric().value() - whole);
                n += estimate.metric().n();
            }
        }
        return sum / n;
    }
}
