/**
 * Metrics as pure functions of a context that is computed once per character.
 *
 * <p>Letters: {@code L} is the list after ties and duplicates are resolved, {@code r} a 1-based rank, {@code k} a
 * cutoff, {@code R} the items whose grade reaches the relevance level, {@code h} the number of relevant items among the
 * first {@code k}, {@code g(r)} the grade at rank {@code r}; of the training part, {@code n_i} is the number of
 * characters that have item {@code i}, {@code U} the number of characters, {@code T} the sum of {@code n_i} and
 * {@code N} the size of the catalogue. Logarithms are base 2 unless said.
 *
 * <p>A new metric is one small class that implements {@link io.reco.eval.metric.ListMetric} (a number per list) or
 * {@link io.reco.eval.metric.SystemMetric} (a number per set of lists), a line in {@link io.reco.eval.metric.Metrics},
 * and a test with golden values.
 */
@NullMarked
package io.reco.eval.metric;

import org.jspecify.annotations.NullMarked;
