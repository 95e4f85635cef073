package io.reco.transformer;

import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import java.util.BitSet;

/** Rows of tables that training has not touched. */
final class Untrained {
    private Untrained() {}

    /**
     * Sets such rows to zero and returns the items that a model knows: trained ones, and those with a trained attribute where
     * attributes are part of the output.
     *
     * @param support how often each item was trained on
     */
    static BitSet clear(TransformerWeights weights, ItemFeatures features, int[] support) {
        BitSet trained = attributes(features, support);
        int stride = TransformerKernels.stride(weights.options().dim());
        for (int a = trained.nextClearBit(0); a < weights.attributeCount(); a = trained.nextClearBit(a + 1)) {
            zero(weights.attributes(), a, stride);
        }
        BitSet known = new BitSet(support.length);
        for (int item = 0; item < support.length; item++) {
            if (support[item] == 0) {
                zero(weights.items(), item, stride);
                float[] outputs = weights.outputs();
                if (outputs != null) {
                    zero(outputs, item, stride);
                }
            }
            known.set(
                    item, support[item] > 0 || (weights.options().tiedOutputs() && hasOneOf(trained, features, item)));
        }
        return known;
    }

    /** Attributes of the items that were trained on. */
    static BitSet attributes(ItemFeatures features, int[] support) {
        BitSet trained = new BitSet(features.attributeCount());
        for (int item = 0; item < support.length; item++) {
            for (int j = 0; support[item] > 0 && j < features.attributeCount(item); j++) {
                trained.set(features.attribute(item, j));
            }
        }
        return trained;
    }

    private static boolean hasOneOf(BitSet trained, ItemFeatures features, int item) {
        for (int j = 0; j < features.attributeCount(item); j++) {
            if (trained.get(features.attribute(item, j))) {
                return true;
            }
        }
        return false;
    }

    private static void zero(float[] table, int row, int stride) {
        Arrays.fill(table, row * stride, (row + 1) * stride, 0);
    }
}
