package io.reco.transformer.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The loss in plain loops, one token after the other, its sums in double precision. */
final class ScalarLoss implements LossKernels {
    /** Of one token: logits of the shared negatives; negative infinity for what does not count. */
    private double[] logits = {};

    @Override
    public double loss(
            LossBatch batch,
            float[] h,
            float[] positives,
            float[] negatives,
            float @Nullable [] own,
            float[] dh,
            float[] dPositives,
            float[] dNegatives,
            float @Nullable [] dOwn) {
        int dim = batch.dim();
        int stride = TransformerKernels.stride(dim);
        if (logits.length < batch.negatives()) {
            logits = new double[batch.negatives()];
        }
        double sum = 0;
        for (int i = 0; i < batch.tokens(); i++) {
            int at = i * stride;
            Arrays.fill(dh, at, at + stride, 0);
            Arrays.fill(dPositives, at, at + stride, 0);
            if (dOwn != null) {
                Arrays.fill(dOwn, at, at + stride, 0);
            }
            float weight = batch.weights()[i];
            if (weight == 0) {
                continue;
            }
            boolean softmax = batch.kind() == LossBatch.Kind.SOFTMAX;
            double offset = softmax ? 0 : batch.offset();
            double positive = dot(h, at, positives, at, dim) - correction(batch.targetCorrections(), i) + offset;
            for (int k = 0; k < batch.negatives(); k++) {
                logits[k] = batch.item(k) == batch.targets()[i]
                        ? Double.NEGATIVE_INFINITY
                        : dot(h, at, negatives, k * stride, dim) - correction(batch.negativeCorrections(), k) + offset;
            }
            double ownLogit =
                    own != null && batch.countsOwn(i) ? dot(h, at, own, at, dim) + offset : Double.NEGATIVE_INFINITY;

            double logSum = softmax ? logSum(positive, ownLogit, batch.negatives()) : 0;
            double dPositive;
            if (softmax) {
                sum += weight * (logSum - positive);
                dPositive = Math.exp(positive - logSum) - 1;
            } else {
                double terms = softplus(ownLogit);
                for (int k = 0; k < batch.negatives(); k++) {
                    terms += softplus(logits[k]);
                }
                sum += weight * (batch.positiveWeight() * softplus(-positive) + batch.negativeWeight() * terms);
                dPositive = -batch.positiveWeight() * logistic(-positive);
            }
            pair((float) (weight * dPositive), h, positives, at, at, dim, dh, dPositives);
            for (int k = 0; k < batch.negatives(); k++) {
                double d = softmax ? Math.exp(logits[k] - logSum) : batch.negativeWeight() * logistic(logits[k]);
                pair((float) (weight * d), h, negatives, at, k * stride, dim, dh, dNegatives);
            }
            if (own != null && dOwn != null && batch.countsOwn(i)) {
                double d = softmax ? Math.exp(ownLogit - logSum) : batch.negativeWeight() * logistic(ownLogit);
                pair((float) (weight * d), h, own, at, at, dim, dh, dOwn);
            }
        }
        return sum;
    }

    private static float correction(float @Nullable [] corrections, int i) {
        return corrections == null ? 0 : corrections[i];
    }

    private double logSum(double positive, double own, int n) {
        double max = Math.max(positive, own);
        for (int k = 0; k < n; k++) {
            max = Math.max(max, logits[k]);
        }
        double sum = Math.exp(positive - max) + Math.exp(own - max);
        for (int k = 0; k < n; k++) {
            sum += Math.exp(logits[k] - max);
        }
        return max + Math.log(sum);
    }

    /** log(1 + exp(x)) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Gradient d of the logit h . e, into both. */
    private static void pair(float d, float[] h, float[] e, int hAt, int eAt, int dim, float[] dh, float[] de) {
        for (int i = 0; i < dim; i++) {
            dh[hAt + i] += d * e[eAt + i];
            de[eAt + i] += d * h[hAt + i];
        }
    }

    private static double dot(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }
}
