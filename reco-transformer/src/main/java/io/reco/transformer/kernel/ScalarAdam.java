package io.reco.transformer.kernel;

/** Adam in plain loops. */
final class ScalarAdam implements AdamKernels {
    @Override
    public void adam(float[] w, float[] m, float[] v, float[] g, int at, int n, AdamStep step) {
        update(w, m, v, at, g, at, n, step, step.meanFactor(), step.squareFactor());
    }

    @Override
    public void sparseAdam(float[] w, float[] m, float[] v, int[] rows, int n, int dim, float[] g, AdamStep step) {
        int stride = TransformerKernels.stride(dim);
        float meanFactor = step.meanFactor();
        float squareFactor = step.squareFactor();
        for (int i = 0; i < n; i++) {
            update(w, m, v, rows[i] * stride, g, i * stride, dim, step, meanFactor, squareFactor);
        }
    }

    static void update(
            float[] w,
            float[] m,
            float[] v,
            int at,
            float[] g,
            int gAt,
            int n,
            AdamStep step,
            float meanFactor,
            float squareFactor) {
        for (int i = 0; i < n; i++) {
            float gradient = g[gAt + i] * step.scale();
            float mean = step.beta1() * m[at + i] + (1 - step.beta1()) * gradient;
            float square = step.beta2() * v[at + i] + (1 - step.beta2()) * gradient * gradient;
            m[at + i] = mean;
            v[at + i] = square;
            float change = mean * meanFactor / ((float) Math.sqrt(square * squareFactor) + step.epsilon());
            w[at + i] -= step.rate() * (change + step.decay() * w[at + i]);
        }
    }

    @Override
    public double squaredNorm(float[] x, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }
}
