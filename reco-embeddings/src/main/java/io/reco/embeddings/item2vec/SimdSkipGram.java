package io.reco.embeddings.item2vec;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * The step on the JDK Vector API, in tiles of 2 inputs times 6 outputs: 12 accumulators, 8 loads for 12 multiply-adds (with
 * vectors of 8 lanes, 6 accumulators and 7 loads for 6).
 *
 * <p>The sums over the lanes of the accumulators are taken for all tiles of a step at once, see {@link LaneSums}. Logits,
 * gradients and updates are separate small methods: on JDK 17 a method that holds the tile twice is more than the compiler keeps
 * in registers.
 */
final class SimdSkipGram implements SkipGramKernel {
    private static final int TILE = SkipGramBatch.TILE;
    private static final int COLUMNS = SkipGramBatch.TILE_OUTPUTS;
    private static final float LARGEST = 3.6464f;

    /**
     * Whether the 12 accumulators of a tile stay in registers: vectors of 16 lanes come with 32. With 16 registers the compiler
     * unrolls the loop and spills; there the two rows are taken one after the other.
     */
    private static final boolean WIDE = LANES == 16;

    /** Row c is 1 in the first c of every 8 lanes: the columns of a tile that are not pads. */
    private static final float[] LIVE = live();
    /** Labels of a first column tile, then of any other. */
    private static final float[] LABELS = labels();

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public int rowLength(int dimension) {
        return (dimension + LANES - 1) & -LANES;
    }

    @Override
    public void step(float[] in, float[] out, SkipGramBatch batch, float rate) {
        batch.padOutputs();
        int columnTiles = batch.columnTiles();
        logits(in, out, batch, columnTiles);
        LaneSums.sum(batch.accumulators, (batch.inputs + 1) / 2 * columnTiles, batch.logits);
        for (int c = 0; c < columnTiles; c++) {
            gradients(batch, c, columnTiles, rate);
        }
        updates(in, out, batch, columnTiles);
    }

    private static void logits(float[] in, float[] out, SkipGramBatch batch, int columnTiles) {
        int[] x = batch.inputOffsets;
        int accumulators = 0;
        int i = 0;
        for (; i + 1 < batch.inputs; i += 2) {
            for (int c = 0; c < columnTiles; c++) {
                if (WIDE) {
                    logits2x6(in, x[i], x[i + 1], out, batch, c * COLUMNS, accumulators);
                } else {
                    logits1x6(in, x[i], out, batch, c * COLUMNS, accumulators);
                    logits1x6(in, x[i + 1], out, batch, c * COLUMNS, accumulators + COLUMNS * LANES);
                }
                accumulators += SkipGramBatch.PAIRS * LANES;
            }
        }
        if (i < batch.inputs) {
            for (int c = 0; c < columnTiles; c++) {
                logits1x6(in, x[i], out, batch, c * COLUMNS, accumulators);
                accumulators += SkipGramBatch.PAIRS * LANES;
            }
        }
    }

    private static void updates(float[] in, float[] out, SkipGramBatch batch, int columnTiles) {
        int[] x = batch.inputOffsets;
        int[] w = batch.outputOffsets;
        int n = batch.length;
        float[] g = batch.gradients;
        int tile = 0;
        int i = 0;
        for (; i + 1 < batch.inputs; i += 2) {
            for (int c = 0; c < columnTiles; c++) {
                if (x[i] != x[i + 1]) {
                    update2x6(in, x[i], x[i + 1], out, w, c * COLUMNS, n, g, tile);
                } else {
                    update1x6(in, x[i], out, w, c * COLUMNS, n, g, tile);
                    update1x6(in, x[i], out, w, c * COLUMNS, n, g, tile + TILE / 2);
                }
                tile += TILE;
            }
        }
        if (i < batch.inputs) {
            for (int c = 0; c < columnTiles; c++) {
                update1x6(in, x[i], out, w, c * COLUMNS, n, g, tile);
                tile += TILE;
            }
        }
    }

    /** The gradients of one column of tiles. Pads get 0. */
    private static void gradients(SkipGramBatch batch, int column, int columnTiles, float rate) {
        int live = Math.min(COLUMNS, batch.outputs - column * COLUMNS);
        int rowTiles = (batch.inputs + 1) / 2;
        FloatVector scale = FloatVector.fromArray(FLOATS, LIVE, live * TILE).mul(rate);
        FloatVector label = FloatVector.fromArray(FLOATS, LABELS, column < batch.positives ? 0 : TILE);
        for (int r = 0; r < rowTiles; r++) {
            int tile = (r * columnTiles + column) * TILE;
            for (int half = tile; half < tile + TILE; half += LANES) {
                FloatVector y = FloatVector.fromArray(FLOATS, batch.logits, half)
                        .mul(0.5f)
                        .min(LARGEST)
                        .max(-LARGEST);
                FloatVector s = y.mul(y);
                FloatVector numerator = y.mul(s.add(105f).mul(s).add(945f));
                FloatVector denominator = s.mul(15f).add(420f).mul(s).add(945f);
                FloatVector sigmoid = numerator.div(denominator).mul(0.5f).add(0.5f);
                label.sub(sigmoid).mul(scale).intoArray(batch.gradients, half);
            }
        }
    }

    private static void logits2x6(float[] in, int x0, int x1, float[] out, SkipGramBatch batch, int first, int at) {
        int[] w = batch.outputOffsets;
        int n = batch.length;
        int w0 = w[first];
        int w1 = w[first + 1];
        int w2 = w[first + 2];
        int w3 = w[first + 3];
        int w4 = w[first + 4];
        int w5 = w[first + 5];
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        for (int k = 0; k < n; k += LANES) {
            FloatVector p = load(in, x0 + k);
            FloatVector q = load(in, x1 + k);
            FloatVector r = load(out, w0 + k);
            a0 = p.fma(r, a0);
            b0 = q.fma(r, b0);
            r = load(out, w1 + k);
            a1 = p.fma(r, a1);
            b1 = q.fma(r, b1);
            r = load(out, w2 + k);
            a2 = p.fma(r, a2);
            b2 = q.fma(r, b2);
            r = load(out, w3 + k);
            a3 = p.fma(r, a3);
            b3 = q.fma(r, b3);
            r = load(out, w4 + k);
            a4 = p.fma(r, a4);
            b4 = q.fma(r, b4);
            r = load(out, w5 + k);
            a5 = p.fma(r, a5);
            b5 = q.fma(r, b5);
        }
        float[] sums = batch.accumulators;
        a0.intoArray(sums, at + 0 * LANES);
        a1.intoArray(sums, at + 1 * LANES);
        a2.intoArray(sums, at + 2 * LANES);
        a3.intoArray(sums, at + 3 * LANES);
        a4.intoArray(sums, at + 4 * LANES);
        a5.intoArray(sums, at + 5 * LANES);
        b0.intoArray(sums, at + 6 * LANES);
        b1.intoArray(sums, at + 7 * LANES);
        b2.intoArray(sums, at + 8 * LANES);
        b3.intoArray(sums, at + 9 * LANES);
        b4.intoArray(sums, at + 10 * LANES);
        b5.intoArray(sums, at + 11 * LANES);
    }

    private static void logits1x6(float[] in, int x0, float[] out, SkipGramBatch batch, int first, int at) {
        int[] w = batch.outputOffsets;
        int n = batch.length;
        int w0 = w[first];
        int w1 = w[first + 1];
        int w2 = w[first + 2];
        int w3 = w[first + 3];
        int w4 = w[first + 4];
        int w5 = w[first + 5];
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        for (int k = 0; k < n; k += LANES) {
            FloatVector p = load(in, x0 + k);
            a0 = p.fma(load(out, w0 + k), a0);
            a1 = p.fma(load(out, w1 + k), a1);
            a2 = p.fma(load(out, w2 + k), a2);
            a3 = p.fma(load(out, w3 + k), a3);
            a4 = p.fma(load(out, w4 + k), a4);
            a5 = p.fma(load(out, w5 + k), a5);
        }
        float[] sums = batch.accumulators;
        a0.intoArray(sums, at + 0 * LANES);
        a1.intoArray(sums, at + 1 * LANES);
        a2.intoArray(sums, at + 2 * LANES);
        a3.intoArray(sums, at + 3 * LANES);
        a4.intoArray(sums, at + 4 * LANES);
        a5.intoArray(sums, at + 5 * LANES);
    }

    private static void update2x6(
            float[] in, int x0, int x1, float[] out, int[] w, int first, int n, float[] g, int tile) {
        int w0 = w[first];
        int w1 = w[first + 1];
        int w2 = w[first + 2];
        int w3 = w[first + 3];
        int w4 = w[first + 4];
        int w5 = w[first + 5];
        FloatVector a0 = broadcast(g[tile]);
        FloatVector a1 = broadcast(g[tile + 1]);
        FloatVector a2 = broadcast(g[tile + 2]);
        FloatVector a3 = broadcast(g[tile + 3]);
        FloatVector a4 = broadcast(g[tile + 4]);
        FloatVector a5 = broadcast(g[tile + 5]);
        FloatVector b0 = broadcast(g[tile + 8]);
        FloatVector b1 = broadcast(g[tile + 9]);
        FloatVector b2 = broadcast(g[tile + 10]);
        FloatVector b3 = broadcast(g[tile + 11]);
        FloatVector b4 = broadcast(g[tile + 12]);
        FloatVector b5 = broadcast(g[tile + 13]);
        for (int k = 0; k < n; k += LANES) {
            FloatVector p = load(in, x0 + k);
            FloatVector q = load(in, x1 + k);
            FloatVector r = load(out, w0 + k);
            FloatVector newP = a0.fma(r, p);
            FloatVector newQ = b0.fma(r, q);
            b0.fma(q, a0.fma(p, r)).intoArray(out, w0 + k);
            r = load(out, w1 + k);
            newP = a1.fma(r, newP);
            newQ = b1.fma(r, newQ);
            b1.fma(q, a1.fma(p, r)).intoArray(out, w1 + k);
            r = load(out, w2 + k);
            newP = a2.fma(r, newP);
            newQ = b2.fma(r, newQ);
            b2.fma(q, a2.fma(p, r)).intoArray(out, w2 + k);
            r = load(out, w3 + k);
            newP = a3.fma(r, newP);
            newQ = b3.fma(r, newQ);
            b3.fma(q, a3.fma(p, r)).intoArray(out, w3 + k);
            r = load(out, w4 + k);
            newP = a4.fma(r, newP);
            newQ = b4.fma(r, newQ);
            b4.fma(q, a4.fma(p, r)).intoArray(out, w4 + k);
            r = load(out, w5 + k);
            newP = a5.fma(r, newP);
            newQ = b5.fma(r, newQ);
            b5.fma(q, a5.fma(p, r)).intoArray(out, w5 + k);
            newP.intoArray(in, x0 + k);
            newQ.intoArray(in, x1 + k);
        }
    }

    private static void update1x6(float[] in, int x0, float[] out, int[] w, int first, int n, float[] g, int tile) {
        int w0 = w[first];
        int w1 = w[first + 1];
        int w2 = w[first + 2];
        int w3 = w[first + 3];
        int w4 = w[first + 4];
        int w5 = w[first + 5];
        FloatVector a0 = broadcast(g[tile]);
        FloatVector a1 = broadcast(g[tile + 1]);
        FloatVector a2 = broadcast(g[tile + 2]);
        FloatVector a3 = broadcast(g[tile + 3]);
        FloatVector a4 = broadcast(g[tile + 4]);
        FloatVector a5 = broadcast(g[tile + 5]);
        for (int k = 0; k < n; k += LANES) {
            FloatVector p = load(in, x0 + k);
            FloatVector r = load(out, w0 + k);
            FloatVector newP = a0.fma(r, p);
            a0.fma(p, r).intoArray(out, w0 + k);
            r = load(out, w1 + k);
            newP = a1.fma(r, newP);
            a1.fma(p, r).intoArray(out, w1 + k);
            r = load(out, w2 + k);
            newP = a2.fma(r, newP);
            a2.fma(p, r).intoArray(out, w2 + k);
            r = load(out, w3 + k);
            newP = a3.fma(r, newP);
            a3.fma(p, r).intoArray(out, w3 + k);
            r = load(out, w4 + k);
            newP = a4.fma(r, newP);
            a4.fma(p, r).intoArray(out, w4 + k);
            r = load(out, w5 + k);
            newP = a5.fma(r, newP);
            a5.fma(p, r).intoArray(out, w5 + k);
            newP.intoArray(in, x0 + k);
        }
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static FloatVector load(float[] a, int off) {
        return FloatVector.fromArray(FLOATS, a, off);
    }

    private static float[] live() {
        float[] rows = new float[(COLUMNS + 1) * TILE];
        for (int c = 0; c <= COLUMNS; c++) {
            for (int lane = 0; lane < TILE; lane++) {
                rows[c * TILE + lane] = lane % 8 < c ? 1 : 0;
            }
        }
        return rows;
    }

    private static float[] labels() {
        float[] rows = new float[2 * TILE];
        rows[0] = 1;
        rows[8] = 1;
        return rows;
    }
}
