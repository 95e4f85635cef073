package io.reco.embeddings.item2vec;

/**
 * The step without the Vector API.
 *
 * <p>The rows of a step are copied into arrays of their own and back: loops over whole arrays are ones that the compiler
 * turns into vector code, while in two ranges of one table it must expect an overlap. The sums of dot products it leaves
 * scalar; they are taken for tiles of 2 inputs and 3 outputs, so that 5 loads serve 6 products. A row that stands in a step
 * twice has one copy, so that no update is lost.
 */
final class ScalarSkipGram implements SkipGramKernel {
    /** Where the Pade approximant of tanh reaches 1. */
    private static final float LARGEST = 3.6464f;

    private static final int DOT_OUTPUTS = 3;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int rowLength(int dimension) {
        return dimension;
    }

    @Override
    public void step(float[] in, float[] out, SkipGramBatch batch, float rate) {
        SkipGramBatch.Copies copies = batch.copies();
        gather(in, batch.inputOffsets, batch.inputs, batch.length, copies.inputStore, copies.inputs);
        gather(out, batch.outputOffsets, batch.outputs, batch.length, copies.outputStore, copies.outputs);
        for (int i = 0; i < batch.inputs; i += SkipGramBatch.TILE_INPUTS) {
            logits(batch, copies, i);
        }
        gradients(batch, rate);
        for (int i = 0; i < batch.inputs; i += SkipGramBatch.TILE_INPUTS) {
            for (int j = 0; j < batch.outputs; j += SkipGramBatch.TILE_OUTPUTS) {
                updateTile(batch, copies, i, j);
            }
        }
        scatter(in, batch.inputOffsets, batch.inputs, batch.length, copies.inputStore, copies.inputs);
        scatter(out, batch.outputOffsets, batch.outputs, batch.length, copies.outputStore, copies.outputs);
    }

    /** Copies rows into a store; equal offsets share a copy. */
    private static void gather(float[] table, int[] offsets, int count, int n, float[][] store, float[][] rows) {
        for (int i = 0; i < count; i++) {
            int first = 0;
            while (offsets[first] != offsets[i]) {
                first++;
            }
            rows[i] = store[first];
            if (first == i) {
                System.arraycopy(table, offsets[i], store[i], 0, n);
            }
        }
    }

    private static void scatter(float[] table, int[] offsets, int count, int n, float[][] store, float[][] rows) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == store[i]) {
                System.arraycopy(store[i], 0, table, offsets[i], n);
            }
        }
    }

    private static void logits(SkipGramBatch batch, SkipGramBatch.Copies copies, int i) {
        float[] x0 = copies.inputs[i];
        boolean two = i + 1 < batch.inputs;
        float[] x1 = two ? copies.inputs[i + 1] : x0;
        for (int j = 0; j < batch.outputs; j += DOT_OUTPUTS) {
            int columns = Math.min(DOT_OUTPUTS, batch.outputs - j);
            float[] w0 = copies.outputs[j];
            float[] w1 = copies.outputs[Math.min(j + 1, batch.outputs - 1)];
            float[] w2 = copies.outputs[Math.min(j + 2, batch.outputs - 1)];
            dots(x0, x1, w0, w1, w2, batch.length, copies.sums);
            for (int c = 0; c < columns; c++) {
                batch.logits[batch.position(i, j + c)] = copies.sums[c];
                if (two) {
                    batch.logits[batch.position(i + 1, j + c)] = copies.sums[DOT_OUTPUTS + c];
                }
            }
        }
    }

    private static void dots(float[] x0, float[] x1, float[] w0, float[] w1, float[] w2, int n, float[] sums) {
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float b0 = 0;
        float b1 = 0;
        float b2 = 0;
        for (int k = 0; k < n; k++) {
            float p = x0[k];
            float q = x1[k];
            float r = w0[k];
            a0 += p * r;
            b0 += q * r;
            r = w1[k];
            a1 += p * r;
            b1 += q * r;
            r = w2[k];
            a2 += p * r;
            b2 += q * r;
        }
        sums[0] = a0;
        sums[1] = a1;
        sums[2] = a2;
        sums[3] = b0;
        sums[4] = b1;
        sums[5] = b2;
    }

    private static void gradients(SkipGramBatch batch, float rate) {
        for (int i = 0; i < batch.inputs; i++) {
            for (int j = 0; j < batch.outputs; j++) {
                int at = batch.position(i, j);
                batch.gradients[at] = ((j < batch.positives ? 1f : 0f) - sigmoid(batch.logits[at])) * rate;
            }
        }
    }

    static float sigmoid(float z) {
        float y = Math.max(-LARGEST, Math.min(LARGEST, 0.5f * z));
        float s = y * y;
        float numerator = y * (945f + s * (105f + s));
        float denominator = 945f + s * (420f + s * 15f);
        return 0.5f + 0.5f * (numerator / denominator);
    }

    private static void updateTile(SkipGramBatch batch, SkipGramBatch.Copies copies, int i, int j) {
        int columns = Math.min(SkipGramBatch.TILE_OUTPUTS, batch.outputs - j);
        int tile = batch.position(i, j);
        int second = tile + SkipGramBatch.TILE / SkipGramBatch.TILE_INPUTS;
        float[] x0 = copies.inputs[i];
        if (i + 1 == batch.inputs) {
            updateOne(x0, batch, copies, j, columns, tile);
        } else if (x0 == copies.inputs[i + 1]) {
            updateOne(x0, batch, copies, j, columns, tile);
            updateOne(x0, batch, copies, j, columns, second);
        } else {
            updateTwo(x0, copies.inputs[i + 1], batch, copies, j, columns, tile, second);
        }
    }

    private static void updateTwo(
            float[] x0,
            float[] x1,
            SkipGramBatch batch,
            SkipGramBatch.Copies copies,
            int j,
            int columns,
            int g0,
            int g1) {
        int n = batch.length;
        float[] newX0 = copies.first;
        float[] newX1 = copies.second;
        System.arraycopy(x0, 0, newX0, 0, n);
        System.arraycopy(x1, 0, newX1, 0, n);
        for (int c = 0; c < columns; c++) {
            float a = batch.gradients[g0 + c];
            float b = batch.gradients[g1 + c];
            float[] w = copies.outputs[j + c];
            add(a, w, newX0, n);
            add(b, w, newX1, n);
            add(a, x0, b, x1, w, n);
        }
        System.arraycopy(newX0, 0, x0, 0, n);
        System.arraycopy(newX1, 0, x1, 0, n);
    }

    private static void updateOne(
            float[] x0, SkipGramBatch batch, SkipGramBatch.Copies copies, int j, int columns, int g0) {
        int n = batch.length;
        float[] newX0 = copies.first;
        System.arraycopy(x0, 0, newX0, 0, n);
        for (int c = 0; c < columns; c++) {
            float a = batch.gradients[g0 + c];
            float[] w = copies.outputs[j + c];
            add(a, w, newX0, n);
            add(a, x0, w, n);
        }
        System.arraycopy(newX0, 0, x0, 0, n);
    }

    private static void add(float a, float[] x, float[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] += a * x[k];
        }
    }

    private static void add(float a, float[] x0, float b, float[] x1, float[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] = y[k] + a * x0[k] + b * x1[k];
        }
    }
}
