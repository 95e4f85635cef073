package io.reco.embeddings.item2vec;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over the lanes of the accumulators of {@link SimdSkipGram}: 12 vectors a tile, in memory, become the 12 logits of the
 * tile.
 *
 * <p>Each of log2(lanes) levels of a tree adds the halves of two vectors into one, so that in the end lane 8 i + j holds the
 * sum of pair (i, j). There are three ways, which add the same numbers in the same order and give the same bits:
 * <ul>
 * <li>Swapping halves by shuffles, from JDK 18 on: 7 ns a tile of 16 lanes.
 * <li>JDK 17 checks the indices of a shuffle at every use, 4 ns each; there each level goes through memory, and vectors are
 *     loaded from beside the place where they were stored. A level is done for all tiles before the next, since such a load
 *     waits for the store.
 * <li>With 8 lanes on JDK 17, the first level through memory, which takes two vectors to one, then plain additions.
 * </ul>
 *
 * <p>No vector is passed to a method or returned by one: where C2 has inlined some 8,000 bytecodes, which the operations of a
 * few tiles are, it calls the next method instead, and a vector becomes an object.
 */
final class LaneSums {
    private static final int TILE = SkipGramBatch.TILE;
    private static final int COLUMNS = SkipGramBatch.TILE_OUTPUTS;
    private static final int ROW = COLUMNS * LANES;
    private static final boolean SHUFFLES = Runtime.version().feature() > 17;

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> UPPER_8 = lanesWith(8);
    private static final VectorMask<Float> UPPER_4 = lanesWith(4);
    private static final VectorMask<Float> UPPER_2 = lanesWith(2);
    private static final VectorMask<Float> UPPER_1 = lanesWith(1);

    private LaneSums() {}

    /**
     * Sums all accumulators of some tiles.
     *
     * @param a accumulators, that of input i (0 or 1) and output j of a tile as its vector 6 i + j;
     *     overwritten. Those of a second input that is not there are left over, and so are its logits
     * @param logits 16 of each tile are written
     */
    static void sum(float[] a, int tiles, float[] logits) {
        if (SHUFFLES) {
            sumByShuffles(a, tiles, logits);
        } else if (LANES == 16) {
            sumThroughMemory(a, tiles, logits);
        } else {
            sumHalvesPlainly(a, tiles, logits);
        }
    }

    private static void sumByShuffles(float[] a, int tiles, float[] logits) {
        int step = LANES == 16 ? 2 * ROW : ROW;
        for (int i = 0, at = 0; i < 2 * tiles * ROW; i += step, at += LANES) {
            FloatVector v0 = FloatVector.fromArray(FLOATS, a, i);
            FloatVector v1 = FloatVector.fromArray(FLOATS, a, i + LANES);
            FloatVector v2 = FloatVector.fromArray(FLOATS, a, i + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(FLOATS, a, i + 3 * LANES);
            FloatVector v4 = FloatVector.fromArray(FLOATS, a, i + 4 * LANES);
            FloatVector v5 = FloatVector.fromArray(FLOATS, a, i + 5 * LANES);
            if (LANES == 16) { // lanes 0-7: the first input folded to 8 lanes; lanes 8-15: the second
                FloatVector second = FloatVector.fromArray(FLOATS, a, i + ROW);
                v0 = v0.blend(second, UPPER_8).add(second.blend(v0, UPPER_8).rearrange(SWAP_8));
                second = FloatVector.fromArray(FLOATS, a, i + ROW + LANES);
                v1 = v1.blend(second, UPPER_8).add(second.blend(v1, UPPER_8).rearrange(SWAP_8));
                second = FloatVector.fromArray(FLOATS, a, i + ROW + 2 * LANES);
                v2 = v2.blend(second, UPPER_8).add(second.blend(v2, UPPER_8).rearrange(SWAP_8));
                second = FloatVector.fromArray(FLOATS, a, i + ROW + 3 * LANES);
                v3 = v3.blend(second, UPPER_8).add(second.blend(v3, UPPER_8).rearrange(SWAP_8));
                second = FloatVector.fromArray(FLOATS, a, i + ROW + 4 * LANES);
                v4 = v4.blend(second, UPPER_8).add(second.blend(v4, UPPER_8).rearrange(SWAP_8));
                second = FloatVector.fromArray(FLOATS, a, i + ROW + 5 * LANES);
                v5 = v5.blend(second, UPPER_8).add(second.blend(v5, UPPER_8).rearrange(SWAP_8));
            }
            FloatVector outer = v0.blend(v4, UPPER_4).add(v4.blend(v0, UPPER_4).rearrange(SWAP_4));
            FloatVector inner = v2.add(v2.rearrange(SWAP_4));
            FloatVector even =
                    outer.blend(inner, UPPER_2).add(inner.blend(outer, UPPER_2).rearrange(SWAP_2));
            outer = v1.blend(v5, UPPER_4).add(v5.blend(v1, UPPER_4).rearrange(SWAP_4));
            inner = v3.add(v3.rearrange(SWAP_4));
            FloatVector odd =
                    outer.blend(inner, UPPER_2).add(inner.blend(outer, UPPER_2).rearrange(SWAP_2));
            even.blend(odd, UPPER_1)
                    .add(odd.blend(even, UPPER_1).rearrange(SWAP_1))
                    .intoArray(logits, at);
        }
    }

    private static void sumThroughMemory(float[] a, int tiles, float[] logits) {
        for (int t = 0; t < tiles; t++) {
            halvesInMemory(a, 2 * t * ROW);
        }
        for (int t = 0; t < tiles; t++) {
            quartersInMemory(a, 2 * t * ROW);
        }
        for (int t = 0; t < tiles; t++) {
            pairsInMemory(a, 2 * t * ROW);
        }
        for (int t = 0; t < tiles; t++) {
            int i = 2 * t * ROW;
            merge(a, i, i + LANES, 1, UPPER_1, logits, t * TILE);
        }
    }

    private static void halvesInMemory(float[] a, int i) {
        for (int j = i; j < i + ROW; j += LANES) {
            merge(a, j, j + ROW, 8, UPPER_8, a, j);
        }
    }

    private static void quartersInMemory(float[] a, int i) {
        merge(a, i, i + 4 * LANES, 4, UPPER_4, a, i);
        merge(a, i + LANES, i + 5 * LANES, 4, UPPER_4, a, i + LANES);
        merge(a, i + 2 * LANES, i + 2 * LANES, 4, UPPER_4, a, i + 2 * LANES);
        merge(a, i + 3 * LANES, i + 3 * LANES, 4, UPPER_4, a, i + 3 * LANES);
    }

    private static void pairsInMemory(float[] a, int i) {
        merge(a, i, i + 2 * LANES, 2, UPPER_2, a, i);
        merge(a, i + LANES, i + 3 * LANES, 2, UPPER_2, a, i + LANES);
    }

    /** The level of the tree over neighbours at a distance, for the vectors at p and, in the lanes of the mask, at q. */
    private static void merge(float[] a, int p, int q, int distance, VectorMask<Float> upper, float[] into, int at) {
        FloatVector.fromArray(FLOATS, a, p)
                .blend(FloatVector.fromArray(FLOATS, a, q), upper)
                .add(FloatVector.fromArray(FLOATS, a, p + distance)
                        .blend(FloatVector.fromArray(FLOATS, a, q - distance), upper))
                .intoArray(into, at);
    }

    private static void sumHalvesPlainly(float[] a, int tiles, float[] logits) {
        // the upper half of a vector and the lower half of the next lie side by side
        for (int i = 0; i < 2 * tiles * ROW; i += 2 * LANES) {
            FloatVector.fromArray(FLOATS, a, i)
                    .blend(FloatVector.fromArray(FLOATS, a, i + LANES), UPPER_4)
                    .add(FloatVector.fromArray(FLOATS, a, i + 4))
                    .intoArray(a, i);
        }
        for (int t = 0; t < tiles; t++) {
            sumRowPlainly(a, 2 * t * ROW, logits, t * TILE);
            sumRowPlainly(a, (2 * t + 1) * ROW, logits, t * TILE + TILE / 2);
        }
    }

    private static void sumRowPlainly(float[] a, int i, float[] logits, int at) {
        for (int j = 0; j < COLUMNS; j += 2) {
            int v = i + j * LANES;
            logits[at + j] = (a[v] + a[v + 2]) + (a[v + 1] + a[v + 3]);
            logits[at + j + 1] = (a[v + 4] + a[v + 6]) + (a[v + 5] + a[v + 7]);
        }
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) & (LANES - 1));
    }

    private static VectorMask<Float> lanesWith(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(FLOATS, lanes, 0);
    }
}
