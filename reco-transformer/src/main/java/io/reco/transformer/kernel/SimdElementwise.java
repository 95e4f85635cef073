package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of components and copies of rows on vectors; what is left beyond the last whole vector is done as in plain loops. */
final class SimdElementwise implements ElementwiseKernels {
    private static final VectorSpecies<Integer> INTS = io.reco.core.vector.SimdSpecies.FLOATS.withLanes(int.class);
    /** Shift that makes all bits of the sign. */
    private static final int SIGN = 31;

    private static final float GELU_SCALE = 0.7978845608f;
    private static final float GELU_CUBE = 0.044715f;

    @Override
    public void activate(Activation f, float[] x, int n, float[] y) {
        int whole = n - n % LANES;
        switch (f) {
            case RELU -> relu(x, whole, y);
            case SILU -> silu(x, whole, y);
            case GELU -> gelu(x, whole, y);
            case SIGMOID -> sigmoid(x, whole, y);
        }
        for (int i = whole; i < n; i++) {
            y[i] = (float) ScalarElementwise.value(f, x[i]);
        }
    }

    private static void relu(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, i).max(0f).intoArray(y, i);
        }
    }

    private static void silu(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i);
            u.mul(SimdMath.logistic(u)).intoArray(y, i);
        }
    }

    private static void gelu(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i);
            u.mul(0.5f).mul(SimdMath.tanh(inner(u)).add(1f)).intoArray(y, i);
        }
    }

    /** sqrt(2 / pi) (u + 0.044715 u^3). */
    private static FloatVector inner(FloatVector u) {
        return u.mul(u).mul(GELU_CUBE).add(1f).mul(u).mul(GELU_SCALE);
    }

    private static void sigmoid(float[] x, int n, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            SimdMath.logistic(FloatVector.fromArray(FLOATS, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void activateBackward(Activation f, float[] x, float[] dy, int n, float[] dx) {
        int whole = n - n % LANES;
        switch (f) {
            case RELU -> reluBackward(x, dy, whole, dx);
            case SILU -> siluBackward(x, dy, whole, dx);
            case GELU -> geluBackward(x, dy, whole, dx);
            case SIGMOID -> sigmoidBackward(x, dy, whole, dx);
        }
        for (int i = whole; i < n; i++) {
            dx[i] = (float) (dy[i] * ScalarElementwise.derivative(f, x[i]));
        }
    }

    /** The sign of 0 - x is set only where x is above 0. */
    private static void reluBackward(float[] x, float[] dy, int n, float[] dx) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            IntVector positive = zero.sub(FloatVector.fromArray(FLOATS, x, i))
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.ASHR, SIGN);
            FloatVector.fromArray(FLOATS, dy, i)
                    .reinterpretAsInts()
                    .and(positive)
                    .reinterpretAsFloats()
                    .intoArray(dx, i);
        }
    }

    private static void siluBackward(float[] x, float[] dy, int n, float[] dx) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i);
            FloatVector s = SimdMath.logistic(u);
            u.mul(one.sub(s))
                    .fma(s, s)
                    .mul(FloatVector.fromArray(FLOATS, dy, i))
                    .intoArray(dx, i);
        }
    }

    private static void geluBackward(float[] x, float[] dy, int n, float[] dx) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i);
            FloatVector t = SimdMath.tanh(inner(u));
            FloatVector slope = u.mul(u).mul(3 * GELU_CUBE).add(1f).mul(GELU_SCALE);
            FloatVector d = one.sub(t.mul(t)).mul(u).fma(slope, t.add(1f));
            d.mul(0.5f).mul(FloatVector.fromArray(FLOATS, dy, i)).intoArray(dx, i);
        }
    }

    private static void sigmoidBackward(float[] x, float[] dy, int n, float[] dx) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector s = SimdMath.logistic(FloatVector.fromArray(FLOATS, x, i));
            s.mul(one.sub(s)).mul(FloatVector.fromArray(FLOATS, dy, i)).intoArray(dx, i);
        }
    }

    @Override
    public void multiply(float[] a, float[] b, int n, float[] y, boolean add) {
        int whole = n - n % LANES;
        if (add) {
            for (int i = 0; i < whole; i += LANES) {
                FloatVector.fromArray(FLOATS, a, i)
                        .fma(FloatVector.fromArray(FLOATS, b, i), FloatVector.fromArray(FLOATS, y, i))
                        .intoArray(y, i);
            }
        } else {
            for (int i = 0; i < whole; i += LANES) {
                FloatVector.fromArray(FLOATS, a, i)
                        .mul(FloatVector.fromArray(FLOATS, b, i))
                        .intoArray(y, i);
            }
        }
        for (int i = whole; i < n; i++) {
            y[i] = add ? y[i] + a[i] * b[i] : a[i] * b[i];
        }
    }

    @Override
    public void axpy(float alpha, float[] x, int n, float[] y) {
        int whole = n - n % LANES;
        addScaled(alpha, x, 0, y, 0, whole);
        for (int i = whole; i < n; i++) {
            y[i] += alpha * x[i];
        }
    }

    @Override
    public void dropout(float[] x, int n, float rate, int seed) {
        SimdDropout.components(x, n, rate, seed);
    }

    @Override
    public void gather(float[] table, int tableAt, int[] rows, int n, int dim, float scale, float[] y, boolean add) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            int yAt = row * stride;
            int at = tableAt + rows[row] * stride;
            if (rows[row] >= 0 && add) {
                addScaled(scale, table, at, y, yAt, stride);
            } else if (rows[row] >= 0) {
                copyScaled(scale, table, at, y, yAt, stride);
            } else if (!add) {
                Arrays.fill(y, yAt, yAt + stride, 0);
            }
        }
    }

    @Override
    public void scatterAdd(float[] dy, int[] rows, int n, int dim, float scale, float[] table, int tableAt) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            if (rows[row] >= 0) {
                addScaled(scale, dy, row * stride, table, tableAt + rows[row] * stride, stride);
            }
        }
    }

    private static void addScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector factor = FloatVector.broadcast(FLOATS, alpha);
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i)
                    .fma(factor, FloatVector.fromArray(FLOATS, y, yAt + i))
                    .intoArray(y, yAt + i);
        }
    }

    private static void copyScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).mul(alpha).intoArray(y, yAt + i);
        }
    }
}
