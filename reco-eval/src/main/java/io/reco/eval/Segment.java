package io.reco.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of the characters. Immutable.
 *
 * @param dimension by what they were divided, e.g. {@code gender}
 * @param label which part, e.g. {@code F}
 * @param characters how many
 * @param metrics mean metrics over the part by label, intervals by Student's t
 */
public record Segment(String dimension, String label, int characters, Map<String, MetricEstimate> metrics) {
    /** Copies the metrics. */
    public Segment {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
