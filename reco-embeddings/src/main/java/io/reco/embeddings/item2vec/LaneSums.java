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
        for (int t = 0; t < tiles; t++) {
            int i = 2 * t * ROW;
            if (LANES == 16) {
                tree(
                                halves(a, i, 0),
                                halves(a, i, 1),
                                halves(a, i, 2),
                                halves(a, i, 3),
                                halves(a, i, 4),
                                halves(a, i, 5))
                        .intoArray(logits, t * TILE);
            } else {
                sumRow(a, i, logits, t * TILE);
                sumRow(a, i + ROW, logits, t * TILE + TILE / 2);
            }
        }
    }

    private static void sumRow(float[] a, int i, float[] logits, int at) {
        tree(
                        load(a, i),
                        load(a, i + LANES),
                        load(a, i + 2 * LANES),
                        load(a, i + 3 * LANES),
                        load(a, i + 4 * LANES),
                        load(a, i + 5 * LANES))
                .intoArray(logits, at);
    }

    /** Lanes 0-7: the first input folded to 8 lanes; lanes 8-15: the second. */
    private static FloatVector halves(float[] a, int i, int output) {
        return merge(load(a, i + output * LANES), load(a, i + ROW + output * LANES), UPPER_8, SWAP_8);
    }

    /** Of six vectors: lane j of every 8 becomes the sum over those 8 lanes of vector j; lanes 6 and 7 are of no use. */
    private static FloatVector tree(
            FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3, FloatVector v4, FloatVector v5) {
        FloatVector even = merge(merge(v0, v4, UPPER_4, SWAP_4), fold4(v2), UPPER_2, SWAP_2);
        FloatVector odd = merge(merge(v1, v5, UPPER_4, SWAP_4), fold4(v3), UPPER_2, SWAP_2);
        return merge(even, odd, UPPER_1, SWAP_1);
    }

    /** One level of the tree: lanes in the mask hold sums of b, the others of a, over the swapped pairs. */
    private static FloatVector merge(FloatVector a, FloatVector b, VectorMask<Float> upper, VectorShuffle<Float> swap) {
        return a.blend(b, upper).add(b.blend(a, upper).rearrange(swap));
    }

    private static FloatVector fold4(FloatVector v) {
        return v.add(v.rearrange(SWAP_4));
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
            merge(a, i, i + LANES, 1, UPPER_1).intoArray(logits, t * TILE);
        }
    }

    private static void halvesInMemory(float[] a, int i) {
        for (int j = i; j < i + ROW; j += LANES) {
            merge(a, j, j + ROW, 8, UPPER_8).intoArray(a, j);
        }
    }

    private static void quartersInMemory(float[] a, int i) {
        merge(a, i, i + 4 * LANES, 4, UPPER_4).intoArray(a, i);
        merge(a, i + LANES, i + 5 * LANES, 4, UPPER_4).intoArray(a, i + LANES);
        merge(a, i + 2 * LANES, i + 2 * LANES, 4, UPPER_4).intoArray(a, i + 2 * LANES);
        merge(a, i + 3 * LANES, i + 3 * LANES, 4, UPPER_4).intoArray(a, i + 3 * LANES);
    }

    private static void pairsInMemory(float[] a, int i) {
        merge(a, i, i + 2 * LANES, 2, UPPER_2).intoArray(a, i);
        merge(a, i + LANES, i + 3 * LANES, 2, UPPER_2).intoArray(a, i + LANES);
    }

    /** The level of the tree over neighbours at a distance, for the vectors at p and, in the lanes of the mask, at q. */
    private static FloatVector merge(float[] a, int p, int q, int distance, VectorMask<Float> upper) {
        FloatVector own = load(a, p).blend(load(a, q), upper);
        return own.add(load(a, p + distance).blend(load(a, q - distance), upper));
    }

    private static void sumHalvesPlainly(float[] a, int tiles, float[] logits) {
        // the upper half of a vector and the lower half of the next lie side by side
        for (int i = 0; i < 2 * tiles * ROW; i += 2 * LANES) {
            FloatVector own = load(a, i).blend(load(a, i + LANES), UPPER_4);
            own.add(load(a, i + 4)).intoArray(a, i);
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

    private static FloatVector load(float[] a, int off) {
        return FloatVector.fromArray(FLOATS, a, off);
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
