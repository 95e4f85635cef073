/**
 * Statistics for means over characters: bootstrap and t intervals, paired tests, corrections for many comparisons. Paired
 * tests see differences rounded to 1e-12 ({@link io.reco.eval.stats.PairedDifferences}), because 0.3 - 0.2 and 0.2 - 0.1
 * differ in binary and would break ties and zeros.
 */
@NullMarked
package io.reco.eval.stats;

import org.jspecify.annotations.NullMarked;
