package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdMath.broadcast;
import static io.reco.transformer.kernel.SimdMath.load;

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
        FloatVector sum = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            sum = sum.add(load(x, at + i));
        }
        return SimdSpecies.sum(sum);
    }

    private static float squares(float[] x, int at, float mean, float[] ones, int n) {
        FloatVector sum = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector d = load(x, at + i).sub(mean).mul(load(ones, i));
            sum = d.fma(d, sum);
        }
        return SimdSpecies.sum(sum);
    }

    private static void normalise(
            float[] x, int at, float mean, float scale, float[] p, int gammaAt, int betaAt, float[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = load(x, at + i).sub(mean).mul(scale);
            u.fma(load(p, gammaAt + i), load(p, betaAt + i)).intoArray(y, at + i);
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
            FloatVector u = load(x, at + i).sub(mean).mul(scale);
            FloatVector d = load(dy, at + i);
            d.fma(u, load(g, gammaAt + i)).intoArray(g, gammaAt + i);
            d.add(load(g, betaAt + i)).intoArray(g, betaAt + i);
        }
    }

    private static float weightedSum(float[] dy, int at, float[] p, int gammaAt, int n) {
        FloatVector sum = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            sum = load(dy, at + i).fma(load(p, gammaAt + i), sum);
        }
        return SimdSpecies.sum(sum);
    }

    private static float weightedProduct(
            float[] dy, float[] x, int at, float mean, float scale, float[] p, int gammaAt, int n) {
        FloatVector sum = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = load(x, at + i).sub(mean).mul(scale);
            sum = load(dy, at + i).mul(load(p, gammaAt + i)).fma(u, sum);
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
                    .add(load(dx, at + i))
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
        FloatVector u = load(x, at + i).sub(mean).mul(scale);
        FloatVector d = load(dy, at + i).mul(load(p, gammaAt + i));
        return d.sub(u.mul(product).add(sum)).mul(load(ones, i)).mul(scale);
    }
}
