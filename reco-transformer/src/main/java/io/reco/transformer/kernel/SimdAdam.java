package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import io.reco.core.vector.SimdSpecies;
import jdk.incubator.vector.FloatVector;

/** Adam on vectors; what is left beyond the last whole vector is done by {@link ScalarAdam}. */
final class SimdAdam implements AdamKernels {
    /** Floats whose squares are summed in single precision. */
    private static final int BLOCK = 64 * LANES;

    @Override
    public void adam(float[] w, float[] m, float[] v, float[] g, int at, int n, AdamStep step) {
        float meanFactor = step.meanFactor();
        float squareFactor = step.squareFactor();
        int whole = n - n % LANES;
        update(w, m, v, at, g, at, whole, step, meanFactor, squareFactor);
        int rest = at + whole;
        ScalarAdam.update(w, m, v, rest, g, rest, n - whole, step, meanFactor, squareFactor);
    }

    /** Pads of gradients and moments are zero, so they change nothing. */
    @Override
    public void sparseAdam(float[] w, float[] m, float[] v, int[] rows, int n, int dim, float[] g, AdamStep step) {
        int stride = TransformerKernels.stride(dim);
        float meanFactor = step.meanFactor();
        float squareFactor = step.squareFactor();
        for (int i = 0; i < n; i++) {
            update(w, m, v, rows[i] * stride, g, i * stride, stride, step, meanFactor, squareFactor);
        }
    }

    private static void update(
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
        FloatVector beta1 = FloatVector.broadcast(FLOATS, step.beta1());
        FloatVector beta2 = FloatVector.broadcast(FLOATS, step.beta2());
        FloatVector decay = FloatVector.broadcast(FLOATS, step.decay());
        float share1 = 1 - step.beta1();
        float share2 = 1 - step.beta2();
        float scale = step.scale();
        float epsilon = step.epsilon();
        float rate = step.rate();
        for (int i = 0; i < n; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, g, gAt + i).mul(scale);
            FloatVector mean = FloatVector.fromArray(FLOATS, m, at + i).fma(beta1, gradient.mul(share1));
            FloatVector square = FloatVector.fromArray(FLOATS, v, at + i)
                    .fma(beta2, gradient.mul(gradient).mul(share2));
            mean.intoArray(m, at + i);
            square.intoArray(v, at + i);
            FloatVector change =
                    mean.mul(meanFactor).div(square.mul(squareFactor).sqrt().add(epsilon));
            FloatVector weight = FloatVector.fromArray(FLOATS, w, at + i);
            weight.sub(weight.fma(decay, change).mul(rate)).intoArray(w, at + i);
        }
    }

    @Override
    public double squaredNorm(float[] x, int at, int n) {
        int end = at + n - n % LANES;
        double sum = 0;
        for (int block = at; block < end; block += BLOCK) {
            sum += squares(x, block, Math.min(end, block + BLOCK));
        }
        for (int i = end; i < at + n; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }

    private static float squares(float[] x, int from, int to) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = from; i < to; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i);
            sum = u.fma(u, sum);
        }
        return SimdSpecies.sum(sum);
    }
}
