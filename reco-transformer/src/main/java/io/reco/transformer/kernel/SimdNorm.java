package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import io.reco.core.vector.SimdSpecies;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Layer norm on vectors, one row after the other. */
final class SimdNorm implements NormKernels {
    /** 1 for each of D components, 0 for pads. */
    private float[] live = {};

    private int liveDim;

    private float[] live(int dim) {
        if (liveDim != dim) {
            live = new float[TransformerKernels.stride(dim)];
            Arrays.fill(live, 0, dim, 1);
            liveDim = dim;
        }
        return live;
    }

    @Override
    public void forward(float[] x, int n, int dim, float[] p, int gammaAt, int betaAt, float[] y, float[] statistics) {
        int stride = TransformerKernels.stride(dim);
        float[] ones = live(dim);
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            float mean = sum(x, at, stride) / dim;
            float squares = squares(x, at, mean, ones, stride);
            float scale = (float) (1 / Math.sqrt(squares / dim + EPSILON));
            normalise(x, at, mean, scale, p, gammaAt, betaAt, y, stride);
            statistics[2 * row] = mean;
            statistics[2 * row + 1] = scale;
        }
    }

    private static float sum(float[] x, int at, int n) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            sum = sum.add(FloatVector.fromArray(FLOATS, x, at + i));
        }
        return SimdSpecies.sum(sum);
    }

    private static float squares(float[] x, int at, float mean, float[] ones, int n) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector d =
                    FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(FloatVector.fromArray(FLOATS, ones, i));
            sum = d.fma(d, sum);
        }
        return SimdSpecies.sum(sum);
    }

    private static void normalise(
            float[] x, int at, float mean, float scale, float[] p, int gammaAt, int betaAt, float[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
            u.fma(FloatVector.fromArray(FLOATS, p, gammaAt + i), FloatVector.fromArray(FLOATS, p, betaAt + i))
                    .intoArray(y, at + i);
        }
    }

    @Override
    public void backward(
            float[] dy,
            float[] x,
            float[] statistics,
            int n,
            int dim,
            float[] p,
            int gammaAt,
            int betaAt,
            float[] dx,
            boolean add,
            float[] g) {
        int stride = TransformerKernels.stride(dim);
        float[] ones = live(dim);
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            float mean = statistics[2 * row];
            float scale = statistics[2 * row + 1];
            parameterGradients(dy, x, at, mean, scale, g, gammaAt, betaAt, stride);
            float sum = weightedSum(dy, at, p, gammaAt, stride) / dim;
            float product = weightedProduct(dy, x, at, mean, scale, p, gammaAt, stride) / dim;
            if (add) {
                addInputGradient(dy, x, at, mean, scale, p, gammaAt, sum, product, ones, dx, stride);
            } else {
                setInputGradient(dy, x, at, mean, scale, p, gammaAt, sum, product, ones, dx, stride);
            }
        }
    }

    private static void parameterGradients(
            float[] dy, float[] x, int at, float mean, float scale, float[] g, int gammaAt, int betaAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
            FloatVector d = FloatVector.fromArray(FLOATS, dy, at + i);
            d.fma(u, FloatVector.fromArray(FLOATS, g, gammaAt + i)).intoArray(g, gammaAt + i);
            d.add(FloatVector.fromArray(FLOATS, g, betaAt + i)).intoArray(g, betaAt + i);
        }
    }

    private static float weightedSum(float[] dy, int at, float[] p, int gammaAt, int n) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            sum = FloatVector.fromArray(FLOATS, dy, at + i).fma(FloatVector.fromArray(FLOATS, p, gammaAt + i), sum);
        }
        return SimdSpecies.sum(sum);
    }

    private static float weightedProduct(
            float[] dy, float[] x, int at, float mean, float scale, float[] p, int gammaAt, int n) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
            sum = FloatVector.fromArray(FLOATS, dy, at + i)
                    .mul(FloatVector.fromArray(FLOATS, p, gammaAt + i))
                    .fma(u, sum);
        }
        return SimdSpecies.sum(sum);
    }

    private static void setInputGradient(
            float[] dy,
            float[] x,
            int at,
            float mean,
            float scale,
            float[] p,
            int gammaAt,
            float sum,
            float product,
            float[] ones,
            float[] dx,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            inputGradient(dy, x, at, mean, scale, p, gammaAt, sum, product, ones, i)
                    .intoArray(dx, at + i);
        }
    }

    private static void addInputGradient(
            float[] dy,
            float[] x,
            int at,
            float mean,
            float scale,
            float[] p,
            int gammaAt,
            float sum,
            float product,
            float[] ones,
            float[] dx,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            inputGradient(dy, x, at, mean, scale, p, gammaAt, sum, product, ones, i)
                    .add(FloatVector.fromArray(FLOATS, dx, at + i))
                    .intoArray(dx, at + i);
        }
    }

    private static FloatVector inputGradient(
            float[] dy,
            float[] x,
            int at,
            float mean,
            float scale,
            float[] p,
            int gammaAt,
            float sum,
            float product,
            float[] ones,
            int i) {
        FloatVector u = FloatVector.fromArray(FLOATS, x, at + i).sub(mean).mul(scale);
        FloatVector d = FloatVector.fromArray(FLOATS, dy, at + i).mul(FloatVector.fromArray(FLOATS, p, gammaAt + i));
        return d.sub(u.mul(product).add(sum))
                .mul(FloatVector.fromArray(FLOATS, ones, i))
                .mul(scale);
    }
}
