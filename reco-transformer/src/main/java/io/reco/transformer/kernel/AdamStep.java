package io.reco.transformer.kernel;

/**
 * What one step of Adam needs besides the moments (Kingma, Ba 2015; decay of weights as of Loshchilov, Hutter 2019). With g the
 * gradient times {@code scale}, at step t = 1, 2, ...
 * <pre>{@code
 * m = beta1 m + (1 - beta1) g          v = beta2 v + (1 - beta2) g^2
 * w -= rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon) + rate decay w
 * }</pre>
 * Epsilon is added after the correction of the moments, as in {@code torch.optim.Adam}.
 *
 * @param rate learning rate
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon above 0
 * @param decay weight decay, 0 or above
 * @param scale factor of the gradient, for clipping
 * @param step t, from 1 on
 */
public record AdamStep(float rate, float beta1, float beta2, float epsilon, float decay, float scale, long step) {
    /** 1 / (1 - beta1^t). */
    public float meanFactor() {
        return (float) (1 / (1 - Math.pow(beta1, step)));
    }

    /** 1 / (1 - beta2^t). */
    public float squareFactor() {
        return (float) (1 / (1 - Math.pow(beta2, step)));
    }
}
