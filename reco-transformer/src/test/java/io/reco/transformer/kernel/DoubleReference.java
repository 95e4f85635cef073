package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/** The forward kernels in double precision, written from their definitions alone. */
final class DoubleReference {
    private DoubleReference() {}

    static Tensor linear(Tensor x, Tensor w, @Nullable Tensor b) {
        Tensor y = new Tensor(x.rows(), w.columns());
        for (int r = 0; r < x.rows(); r++) {
            for (int o = 0; o < w.columns(); o++) {
                double sum = b == null ? 0 : b.at(0, o);
                for (int i = 0; i < x.columns(); i++) {
                    sum += x.at(r, i) * w.at(i, o);
                }
                y.put(r, o, sum);
            }
        }
        return y;
    }

    static Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta) {
        Tensor y = new Tensor(x.rows(), x.columns());
        int d = x.columns();
        for (int r = 0; r < x.rows(); r++) {
            double mean = mean(x, r);
            double scale = 1 / Math.sqrt(variance(x, r) + 1e-5);
            for (int c = 0; c < d; c++) {
                y.put(r, c, gamma.at(0, c) * (x.at(r, c) - mean) * scale + beta.at(0, c));
            }
        }
        return y;
    }

    static double mean(Tensor x, int row) {
        double sum = 0;
        for (int c = 0; c < x.columns(); c++) {
            sum += x.at(row, c);
        }
        return sum / x.columns();
    }

    static double variance(Tensor x, int row) {
        double mean = mean(x, row);
        double sum = 0;
        for (int c = 0; c < x.columns(); c++) {
            sum += Math.pow(x.at(row, c) - mean, 2);
        }
        return sum / x.columns();
    }

    /** A batch for attention: sequences, heads and what is added to logits. */
    record Sequences(
            int[] starts,
            int heads,
            boolean causal,
            int @Nullable [] seconds,
            @Nullable AttentionDropout dropout) {}

    /**
     * Attention.
     *
     * @param table heads x buckets; used if there are seconds
     * @param logSums set: N x H
     */
    static Tensor attention(Tensor q, Tensor k, Tensor v, Tensor table, Sequences batch, Tensor logSums) {
        int width = q.columns() / batch.heads;
        Tensor out = new Tensor(q.rows(), q.columns());
        for (int s = 0; s + 1 < batch.starts.length; s++) {
            for (int i = batch.starts[s]; i < batch.starts[s + 1]; i++) {
                int end = batch.causal ? i + 1 : batch.starts[s + 1];
                for (int h = 0; h < batch.heads; h++) {
                    double[] logits = new double[end];
                    double sum = 0;
                    for (int j = batch.starts[s]; j < end; j++) {
                        double dot = 0;
                        for (int c = h * width; c < (h + 1) * width; c++) {
                            dot += q.at(i, c) * k.at(j, c);
                        }
                        logits[j] = dot / Math.sqrt(width);
                        if (batch.seconds != null) {
                            logits[j] += table.at(h, bucket(Math.abs((long) batch.seconds[i] - batch.seconds[j])));
                        }
                        sum += Math.exp(logits[j]);
                    }
                    logSums.put(i, h, Math.log(sum));
                    for (int j = batch.starts[s]; j < end; j++) {
                        double factor = batch.dropout == null
                                ? 1
                                : batch.dropout.factor(j, batch.dropout.rowSeed(i * batch.heads + h));
                        for (int c = h * width; c < (h + 1) * width; c++) {
                            out.plus(i, c, factor * Math.exp(logits[j]) / sum * v.at(j, c));
                        }
                    }
                }
            }
        }
        return out;
    }

    private static int bucket(long distance) {
        int bucket = 0;
        for (long d = distance; d > 0 && bucket < 31; d /= 2) {
            bucket++;
        }
        return bucket;
    }

    static double activation(Activation f, double x) {
        return switch (f) {
            case RELU -> x > 0 ? x : 0;
            case SILU -> x / (1 + Math.exp(-x));
            case GELU -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3)))) / 2;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
        };
    }

    /** Sum over tokens of weight times loss. */
    static double loss(LossBatch batch, Tensor h, Tensor positives, Tensor negatives, @Nullable Tensor own) {
        double total = 0;
        double offset = batch.kind() == LossBatch.Kind.BINARY ? batch.offset() : 0;
        for (int i = 0; i < batch.tokens(); i++) {
            if (batch.weights()[i] == 0) {
                continue;
            }
            double positive = dot(h, i, positives, i) + offset;
            if (batch.targetCorrections() != null) {
                positive -= batch.targetCorrections()[i];
            }
            double sum = Math.exp(positive);
            double terms = 0;
            for (int k = 0; k < batch.negatives(); k++) {
                int item = batch.negativeItems() == null ? k : batch.negativeItems()[k];
                if (item != batch.targets()[i]) {
                    double z = dot(h, i, negatives, k) + offset;
                    if (batch.negativeCorrections() != null) {
                        z -= batch.negativeCorrections()[k];
                    }
                    sum += Math.exp(z);
                    terms += Math.log1p(Math.exp(z));
                }
            }
            if (own != null
                    && batch.ownItems() != null
                    && batch.ownItems()[i] >= 0
                    && batch.ownItems()[i] != batch.targets()[i]) {
                double z = dot(h, i, own, i) + offset;
                sum += Math.exp(z);
                terms += Math.log1p(Math.exp(z));
            }
            double loss = batch.kind() == LossBatch.Kind.SOFTMAX
                    ? Math.log(sum) - positive
                    : batch.positiveWeight() * Math.log1p(Math.exp(-positive)) + batch.negativeWeight() * terms;
            total += batch.weights()[i] * loss;
        }
        return total;
    }

    private static double dot(Tensor a, int row, Tensor b, int other) {
        double sum = 0;
        for (int c = 0; c < a.columns(); c++) {
            sum += a.at(row, c) * b.at(other, c);
        }
        return sum;
    }
}
