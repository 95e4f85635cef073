package io.reco.eval.metric;

import java.util.Locale;

/**
 * How far the tag shares of the first {@code k} items are from those of the character's training items (Steck 2018). The
 * shares {@code p} and {@code q} are means over training items and list items of (tag weight / sum of the item's weights);
 * untagged items are skipped. With {@code q~ = 0.99 q + 0.01 p} and {@code m = (p + q) / 2}, over all tags: {@code calib_kl@k} is {@code sum p ln(p / q~)}, {@code
 * calib_kl_logw@k} the same with list items weighted by {@code 1 / log2(r + 1)}, {@code calib_js_bits@k} is {@code (sum p log2(p / m) + sum q log2(q / m)) / 2}, {@code
 * calib_hellinger@k} is {@code sqrt(sum (sqrt p - sqrt q)^2 / 2)}. 0 is a perfect match.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted, as for a list or a history without any tagged item. Empty
 * truth: does not matter. Ties: items within averaged ties are seen in code-point order. Duplicates are settled and NaN
 * scores refused before, see {@link ListResolver}.
 *
 * <p>Example: training items {@code a, b}, list {@code c, d}, tags {@code a: rock, b: pop, c: rock, d: rock}: {@code calib_hellinger@2 = sqrt((1 - sqrt 0.5)^2 / 2 + 0.5 / 2) =
 * 0.5412}; {@code calib_kl@2 = 0.5 ln(0.5 / 0.995) + 0.5 ln(0.5 / 0.005) = 1.9585}; {@code calib_js_bits@2 = 0.3113}. With list {@code e, b, a}, of which {@code e} has no tag, so weights 1/log2 3 for pop and 1/2 for rock: {@code calib_kl_logw@3 = 0.0066}.
 *
 * @param k cutoff, at least 1
 * @param tags of the items
 * @param divergence how the shares are compared
 */
public record Calibration(int k, ItemTags tags, Divergence divergence) implements ListMetric {
    private static final double SMOOTHING = 0.01;

    /** How two distributions over tags are compared. */
    public enum Divergence {
        /** Kullback-Leibler in nats, {@code sum p ln(p / q~)} with {@code q~ = 0.99 q + 0.01 p}. */
        KL,
        /** As {@link #KL}, list items weighted by {@code 1 / log2(r + 1)}, r counting untagged items. */
        KL_LOGW,
        /** Jensen-Shannon divergence in bits, 0 to 1. */
        JS_BITS,
        /** Hellinger distance, 0 to 1. */
        HELLINGER
    }

    /** Checks the cutoff. */
    public Calibration {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("calib_" + divergence.name().toLowerCase(Locale.ROOT), k);
    }

    @Override
    public Direction direction() {
        return Direction.LOWER;
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        double[] p = new double[tags.tagCount()];
        double[] q = new double[tags.tagCount()];
        double historyWeight = 0;
        for (int i = 0; i < context.historySize(); i++) {
            historyWeight += tags.addShares(context.historyItem(i), 1, p) ? 1 : 0;
        }
        double listWeight = 0;
        for (int i = 0; i < context.size(k); i++) {
            double weight = divergence == Divergence.KL_LOGW ? Discount.LOG2_NEXT.at(i + 1) : 1;
            listWeight += tags.addShares(context.item(i), weight, q) ? weight : 0;
        }
        if (historyWeight == 0 || listWeight == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int t = 0; t < p.length; t++) {
            sum += term(p[t] / historyWeight, q[t] / listWeight);
        }
        return divergence == Divergence.HELLINGER ? Math.sqrt(sum) : sum;
    }

    private double term(double p, double q) {
        return switch (divergence) {
            case KL, KL_LOGW -> relativeEntropy(p, (1 - SMOOTHING) * q + SMOOTHING * p);
            case JS_BITS -> {
                double middle = (p + q) / 2;
                yield (relativeEntropy(p, middle) + relativeEntropy(q, middle)) / 2 / Math.log(2);
            }
            case HELLINGER -> {
                double difference = Math.sqrt(p) - Math.sqrt(q);
                yield difference * difference / 2;
            }
        };
    }

    private static double relativeEntropy(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }
}
