package io.reco.eval.policy;

/**
 * What the weights of a log look like: whether an estimate can be trusted.
 *
 * @param rows number of rows
 * @param cases number of cases
 * @param mean mean weight before clipping. 1 is expected when the propensities are right; less when the target makes choices that the
 *     logging policy never makes
 * @param meanError standard error of that mean, over cases; NaN for one case
 * @param largest largest weight before clipping
 * @param clipped rows whose weight was cut
 * @param clippedShare share of the sum of weights that was cut off
 * @param effective effective number of rows {@code (sum w)^2 / sum w^2} of the weights used (Kish 1965): as many rows of equal weight would
 *     say as much; 0 when all weights are 0
 */
public record PolicyWeights(
        int rows,
        int cases,
        double mean,
        double meanError,
        double largest,
        int clipped,
        double clippedShare,
        double effective) {}
