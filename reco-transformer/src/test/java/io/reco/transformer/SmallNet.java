package io.reco.transformer;

import io.reco.core.random.SplitMix64;
import io.reco.core.vector.KernelChoice;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;

/** A net of odd sizes whose weights are all far from zero, on the kernels of the run: SIMD or plain loops. */
final class SmallNet {
    static final int ITEMS = 11;
    static final int ATTRIBUTES = 5;
    static final TransformerOptions OPTIONS = TransformerOptions.SASREC
            .withDim(10)
            .withHeads(2)
            .withFeedForward(7)
            .withMaxLength(8);

    final TransformerKernels kernels = TransformerBackends.create(KernelChoice.AUTO);
    final TransformerOptions options;
    final ItemFeatures features;
    final TransformerWeights weights;
    final Parameters parameters;
    final TransformerNet net;

    SmallNet(TransformerOptions options) {
        this.options = options;
        features = features();
        weights = TransformerWeights.zeros(options, features);
        SplitMix64 random = new SplitMix64(7);
        for (NamedMatrix matrix : weights.matrices()) {
            float[] values = new float[matrix.rows() * matrix.columns()];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        (float) (0.3 * random.nextGaussian() + (matrix.name().endsWith("gain") ? 1 : 0));
            }
            matrix.set(values);
        }
        parameters = Parameters.upload(kernels, weights);
        net = new TransformerNet(options, features, parameters, kernels, 4, 20);
    }

    /** Items 0, 3, 6, 9 have no attribute, 1, 4, 7, 10 have one, 2, 5, 8 have two. */
    static ItemFeatures features() {
        int[] offsets = new int[ITEMS + 1];
        int[] values = new int[ITEMS * 2];
        for (int i = 0; i < ITEMS; i++) {
            offsets[i + 1] = offsets[i] + i % 3;
            for (int j = 0; j < i % 3; j++) {
                values[offsets[i] + j] = (i + 3 * j) % ATTRIBUTES;
            }
        }
        return ItemFeatures.of(offsets, Arrays.copyOf(values, offsets[ITEMS]), ATTRIBUTES);
    }

    /** Random sequences of these lengths. Some tokens have no target, a weight other than 1, or a negative of their own. */
    static PackedBatch batch(long seed, int... lengths) {
        SplitMix64 random = new SplitMix64(seed);
        PackedBatch batch = new PackedBatch(4, 20, true);
        for (int length : lengths) {
            int s = batch.sequences++;
            batch.starts[s + 1] = batch.starts[s] + length;
            batch.genders[s] = random.nextInt(4);
            batch.ageBands[s] = random.nextInt(8);
            int time = 1_000_000;
            for (int p = 0; p < length; p++) {
                int i = batch.starts[s] + p;
                batch.items[i] = random.nextInt(ITEMS);
                batch.positions[i] = p;
                time += random.nextInt(5) == 0 ? 0 : random.nextInt(5_000);
                seconds(batch)[i] = time;
                batch.targets[i] = random.chance(0.15) ? -1 : random.nextInt(ITEMS);
                batch.weights[i] = random.chance(0.15) ? 0 : (float) (0.5 + random.nextDouble());
                batch.ownNegatives[i] = random.chance(0.5) ? random.nextInt(ITEMS) : -1;
            }
        }
        return batch;
    }

    /** Sequence s of a batch as a batch of its own. */
    static PackedBatch only(PackedBatch batch, int s) {
        PackedBatch one = new PackedBatch(4, 20, true);
        one.sequences = 1;
        int from = batch.starts[s];
        int n = batch.starts[s + 1] - from;
        one.starts[1] = n;
        one.genders[0] = batch.genders[s];
        one.ageBands[0] = batch.ageBands[s];
        System.arraycopy(batch.items, from, one.items, 0, n);
        System.arraycopy(batch.positions, from, one.positions, 0, n);
        System.arraycopy(seconds(batch), from, seconds(one), 0, n);
        System.arraycopy(batch.targets, from, one.targets, 0, n);
        System.arraycopy(batch.weights, from, one.weights, 0, n);
        System.arraycopy(batch.ownNegatives, from, one.ownNegatives, 0, n);
        return one;
    }

    static int[] seconds(PackedBatch batch) {
        int[] seconds = batch.seconds;
        if (seconds == null) {
            throw new AssertionError("batch without times");
        }
        return seconds;
    }

    Gradients gradients(Negatives negatives) {
        return new Gradients(kernels, options, features, negatives.items() == null);
    }

    TransformerWeights unpack(Gradients gradients) {
        return unpack(gradients, options, features);
    }

    /** Gradients in the shape of weights, pads included. */
    static TransformerWeights unpack(Gradients gradients, TransformerOptions options, ItemFeatures features) {
        TransformerWeights out = TransformerWeights.zeros(options, features);
        gradients.dense().read(0, out.dense(), 0, out.dense().length);
        int stride = TransformerKernels.stride(options.dim());
        unpack(gradients.items(), out.items(), stride);
        RowGradients outputs = gradients.outputs();
        float[] table = out.outputs();
        if (outputs != null && table != null) {
            unpack(outputs, table, stride);
        }
        unpack(gradients.attributes(), out.attributes(), stride);
        return out;
    }

    private static void unpack(RowGradients rows, float[] table, int stride) {
        for (int i = 0; i < rows.count(); i++) {
            rows.values().read(i * stride, table, (rows.dense() ? i : rows.rows()[i]) * stride, stride);
        }
    }

    static float[] toArray(Floats floats, int n) {
        float[] out = new float[n];
        floats.read(0, out, 0, n);
        return out;
    }
}
