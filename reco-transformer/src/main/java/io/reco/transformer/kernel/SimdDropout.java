package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link DropoutMask} on vectors. */
final class SimdDropout {
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    private static final int SIGN = 31;

    private SimdDropout() {}

    /**
     * All bits of the lanes that stay, none of the others: the sign of the upper bits of the hash less the threshold tells.
     *
     * @param sums {@code i GOLDEN + seed} of each lane
     */
    static IntVector kept(IntVector sums, int threshold) {
        IntVector h = sums;
        h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16));
        h = h.mul(DropoutMask.FACTOR_1);
        h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 13));
        h = h.mul(DropoutMask.FACTOR_2);
        h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16));
        return h.lanewise(VectorOperators.LSHR, 8)
                .sub(threshold)
                .lanewise(VectorOperators.ASHR, SIGN)
                .not();
    }

    /** See {@link TransformerKernels#dropout}. */
    static void components(float[] x, int n, float rate, int seed) {
        int threshold = DropoutMask.threshold(rate);
        float scale = 1 / (1 - rate);
        IntVector steps = IntVector.broadcast(INTS, 0).addIndex(1).mul(DropoutMask.GOLDEN);
        int whole = n - n % LANES;
        for (int i = 0; i < whole; i += LANES) {
            IntVector kept = kept(steps.add(i * DropoutMask.GOLDEN + seed), threshold);
            scaleKept(x, i, scale, kept);
        }
        for (int i = whole; i < n; i++) {
            x[i] = DropoutMask.keeps(i, seed, threshold) ? x[i] * scale : 0;
        }
    }

    /**
     * Drops from a panel of weights, a row for each key.
     *
     * @param z keys rows of {@link SimdPanels#WIDTH}; modified
     * @param firstKey token of row 0
     * @param rowSeeds of the query of each column
     */
    static void panel(float[] z, int keys, int firstKey, int[] rowSeeds, AttentionDropout dropout) {
        int threshold = DropoutMask.threshold(dropout.rate());
        float scale = dropout.scale();
        for (int column = 0; column < WIDTH; column += LANES) {
            IntVector seeds = IntVector.fromArray(INTS, rowSeeds, column);
            for (int r = 0; r < keys; r++) {
                IntVector kept = kept(seeds.add((firstKey + r) * DropoutMask.GOLDEN), threshold);
                scaleKept(z, r * WIDTH + column, scale, kept);
            }
        }
    }

    private static void scaleKept(float[] x, int at, float scale, IntVector kept) {
        FloatVector.fromArray(FLOATS, x, at)
                .mul(scale)
                .reinterpretAsInts()
                .and(kept)
                .reinterpretAsFloats()
                .intoArray(x, at);
    }
}
