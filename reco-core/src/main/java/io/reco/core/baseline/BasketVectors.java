package io.reco.core.baseline;

import io.reco.core.data.EventSemantics;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;

/**
 * Personalised item frequency (section 4.1 to 4.3 of the paper): a history to one vector. Its baskets v_1 .. v_x, each 1 at
 * its tracks, are parted into min(m, x) consecutive groups whose sizes differ by at most one, larger ones last. Basket j of
 * a group of size y weighs r_b^(y-j) / y, group g of m weighs r_g^(m-g) / m.
 */
final class BasketVectors {
    private final TifuKnnOptions options;
    private final long sessionGapMillis;

    BasketVectors(TifuKnnOptions options, EventSemantics semantics) {
        this.options = options;
        this.sessionGapMillis = semantics.sessionGapMillis();
    }

    /**
     * The vector of a history.
     *
     * @param tracks oldest first, not empty
     * @param millis times, same length
     * @param timed whether the times are known
     */
    SparseVector of(int[] tracks, long[] millis, boolean timed) {
        int[] starts = basketStarts(tracks.length, millis, timed);
        double[] weights = basketWeights(starts.length - 1);
        Int2DoubleOpenHashMap sums = new Int2DoubleOpenHashMap();
        IntSet basket = new IntOpenHashSet();
        for (int b = 0; b < weights.length; b++) {
            basket.clear();
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                if (basket.add(tracks[i])) {
                    sums.addTo(tracks[i], weights[b]);
                }
            }
        }
        int[] keys = sums.keySet().toIntArray();
        Arrays.sort(keys);
        float[] values = new float[keys.length];
        for (int j = 0; j < keys.length; j++) {
            values[j] = (float) sums.get(keys[j]);
        }
        return new SparseVector(keys, values);
    }

    /** Where each basket begins, and the end of the last one. */
    private int[] basketStarts(int length, long[] millis, boolean timed) {
        IntArrayList starts = new IntArrayList();
        for (int i = 0; i < length; i++) {
            boolean opens =
                    timed ? i == 0 || millis[i] - millis[i - 1] > sessionGapMillis : i % options.basketSize() == 0;
            if (opens) {
                starts.add(i);
            }
        }
        starts.add(length);
        return starts.toIntArray();
    }

    /** The weight of each of {@code baskets} baskets, oldest first. */
    private double[] basketWeights(int baskets) {
        int m = Math.min(options.groups(), baskets);
        double[] weights = new double[baskets];
        int b = 0;
        for (int g = 0; g < m; g++) {
            int size = baskets / m + (g >= m - baskets % m ? 1 : 0);
            double group = Math.pow(options.groupDecay(), m - 1 - g) / m;
            for (int j = 0; j < size; j++) {
                weights[b++] = group * Math.pow(options.withinDecay(), size - 1 - j) / size;
            }
        }
        return weights;
    }
}
