package io.reco.transformer;

import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small models of random weights. */
final class Models {
    /** Two heads, an odd dimension, three blocks. */
    static final TransformerOptions SMALL = TransformerOptions.SASREC
            .withDim(20)
            .withHeads(2)
            .withBlocks(3)
            .withFeedForward(24)
            .withMaxLength(12);

    static final TrainingSummary UNTRAINED =
            new TrainingSummary(0, 0, 0, "none", 0, Double.NaN, "none", true, false, List.of());

    private Models() {}

    static IdMap ids(String prefix, int n) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            ids.add(prefix + i);
        }
        return IdMap.of(ids);
    }

    /** Every item trained on. */
    static TransformerModel random(TransformerOptions options, int items, long seed) {
        int[] support = new int[items];
        Arrays.fill(support, 3);
        return random(options, features(items, options.attributes()), support, seed);
    }

    /** Item i has artist i % 3, album i % 5, and, if even, genre 0; genre 1 has no item. */
    static ItemFeatures features(int items, boolean attributes) {
        if (!attributes) {
            return ItemFeatures.ofItems(items);
        }
        int[] offsets = new int[items + 1];
        int[] values = new int[3 * items];
        int n = 0;
        for (int i = 0; i < items; i++) {
            values[n++] = i % 3;
            values[n++] = 3 + i % 5;
            if (i % 2 == 0) {
                values[n++] = 8;
            }
            offsets[i + 1] = n;
        }
        return ItemFeatures.of(offsets, Arrays.copyOf(values, n), 10);
    }

    static TransformerModel random(TransformerOptions options, ItemFeatures features, int[] support, long seed) {
        TransformerWeights weights = TransformerWeights.random(options, features, seed);
        // Larger than at the beginning of a training, biases and gains included, so that every part of the model
        // matters.
        Random random = new Random(seed);
        for (TransformerWeights.NamedMatrix matrix : weights.matrices()) {
            float[] all = matrix.toArray();
            for (int i = 0; i < all.length; i++) {
                all[i] += (float) (0.2 * random.nextGaussian());
            }
            matrix.set(all);
        }
        return new TransformerModel(
                weights,
                features,
                ids("t", features.items()),
                options.attributes()
                        ? new AttributeIds(ids("artist", 3), ids("album", 5), ids("genre", 2))
                        : AttributeIds.NONE,
                support,
                TrainingOptions.DEFAULT,
                UNTRAINED);
    }
}
