package io.reco.eval;

import java.util.Map;

/**
 * A part of the characters.
 *
 * @param dimension by what they were divided, e.g. {@code gender}
 * @param label which part, e.g. {@code F}
 * @param characters how many
 * @param metrics mean metrics over the part by label, intervals by Student's t
 */
public record Segment(String dimension, String label, int characters, Map<String, MetricEstimate> metrics) {}
