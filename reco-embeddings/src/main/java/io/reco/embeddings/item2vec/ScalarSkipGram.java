package io.reco.embeddings.item2vec;

/** The reference: plain loops over single pairs, a few accumulators in the dot products so that additions overlap. */
final class ScalarSkipGram implements SkipGramKernel {
    /** Where the Pade approximant of tanh reaches 1. */
    private static final float LARGEST = 3.6464f;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void step(float[] in, float[] out, SkipGramBatch batch, float rate) {
        for (int i = 0; i < batch.inputs; i++) {
            for (int j = 0; j < batch.outputs; j++) {
                float logit = dot(in, batch.inputOffsets[i], out, batch.outputOffsets[j], batch.length);
                int at = batch.position(i, j);
                batch.logits[at] = logit;
                batch.gradients[at] = ((j < batch.positives ? 1f : 0f) - sigmoid(logit)) * rate;
            }
        }
        for (int i = 0; i < batch.inputs; i += SkipGramBatch.TILE_INPUTS) {
            for (int j = 0; j < batch.outputs; j += SkipGramBatch.TILE_OUTPUTS) {
                updateTile(in, out, batch, i, j);
            }
        }
    }

    private static void updateTile(float[] in, float[] out, SkipGramBatch batch, int i, int j) {
        int columns = Math.min(SkipGramBatch.TILE_OUTPUTS, batch.outputs - j);
        int tile = batch.position(i, j);
        int second = tile + SkipGramBatch.TILE / SkipGramBatch.TILE_INPUTS;
        int x0 = batch.inputOffsets[i];
        if (i + 1 == batch.inputs) {
            updateOne(in, x0, out, batch, j, columns, tile);
        } else if (x0 == batch.inputOffsets[i + 1]) {
            updateOne(in, x0, out, batch, j, columns, tile);
            updateOne(in, x0, out, batch, j, columns, second);
        } else {
            updateTwo(in, x0, batch.inputOffsets[i + 1], out, batch, j, columns, tile, second);
        }
    }

    static float sigmoid(float z) {
        float y = Math.max(-LARGEST, Math.min(LARGEST, 0.5f * z));
        float s = y * y;
        float numerator = y * (945f + s * (105f + s));
        float denominator = 945f + s * (420f + s * 15f);
        return 0.5f + 0.5f * Math.max(-1f, Math.min(1f, numerator / denominator));
    }

    private static float dot(float[] a, int aOff, float[] b, int bOff, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int k = 0; k < n; k += 4) {
            s0 += a[aOff + k] * b[bOff + k];
            s1 += a[aOff + k + 1] * b[bOff + k + 1];
            s2 += a[aOff + k + 2] * b[bOff + k + 2];
            s3 += a[aOff + k + 3] * b[bOff + k + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void updateTwo(
            float[] in, int x0, int x1, float[] out, SkipGramBatch batch, int j, int columns, int g0, int g1) {
        for (int k = 0; k < batch.length; k++) {
            float p = in[x0 + k];
            float q = in[x1 + k];
            float newP = p;
            float newQ = q;
            for (int c = 0; c < columns; c++) {
                float a = batch.gradients[g0 + c];
                float b = batch.gradients[g1 + c];
                int w = batch.outputOffsets[j + c] + k;
                float r = out[w];
                newP += a * r;
                newQ += b * r;
                out[w] = r + a * p + b * q;
            }
            in[x0 + k] = newP;
            in[x1 + k] = newQ;
        }
    }

    private static void updateOne(float[] in, int x0, float[] out, SkipGramBatch batch, int j, int columns, int g0) {
        for (int k = 0; k < batch.length; k++) {
            float p = in[x0 + k];
            float newP = p;
            for (int c = 0; c < columns; c++) {
                float a = batch.gradients[g0 + c];
                int w = batch.outputOffsets[j + c] + k;
                float r = out[w];
                newP += a * r;
                out[w] = r + a * p;
            }
            in[x0 + k] = newP;
        }
    }
}
