package io.reco.transformer;

import io.reco.transformer.kernel.AdamStep;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;

/**
 * Adam over the parameters of a model. Dense parameters take part in every step, rows of tables in the steps that have a gradient
 * for them (lazy Adam: their moments rest in between), the correction of moments being that of the step as a whole; with full
 * softmax all rows have one. See {@link AdamStep} for the formulas and {@link AdamOptions} for what decays. Not thread-safe.
 */
public final class Optimizer {
    private final TransformerKernels kernels;
    private final AdamOptions options;
    private final int decayed;
    private final Parameters parameters;
    private final Parameters first;
    private final Parameters second;
    private long step;

    /**
     * An optimizer before its first step.
     *
     * @param parameters modified by {@link #step}
     * @param like weights of the shape of the parameters
     */
    public Optimizer(TransformerKernels kernels, AdamOptions options, Parameters parameters, TransformerWeights like) {
        this.kernels = kernels;
        this.options = options;
        this.decayed = like.layout().decayed();
        this.parameters = parameters;
        this.first = Parameters.zeros(kernels, like);
        this.second = Parameters.zeros(kernels, like);
    }

    /**
     * Takes a step.
     *
     * @param gradients a sum over tokens; not modified
     * @param weight what the sum is divided by: the weights of its tokens; above 0
     * @param rate learning rate
     * @return the norm of the divided gradient, before clipping; if it is not finite, nothing was changed
     */
    public double step(Gradients gradients, double weight, double rate) {
        double norm = Math.sqrt(gradients.squaredNorm()) / weight;
        if (!Double.isFinite(norm)) {
            return norm;
        }
        step++;
        double clipped = options.clip() > 0 && norm > options.clip() ? options.clip() / norm : 1;
        AdamStep plain = new AdamStep(
                (float) rate,
                (float) options.beta1(),
                (float) options.beta2(),
                (float) options.epsilon(),
                0,
                (float) (clipped / weight),
                step);
        AdamStep decaying = new AdamStep(
                plain.rate(),
                plain.beta1(),
                plain.beta2(),
                plain.epsilon(),
                (float) options.decay(),
                plain.scale(),
                step);
        Floats g = gradients.dense();
        kernels.adam(parameters.dense(), first.dense(), second.dense(), g, 0, decayed, decaying);
        kernels.adam(parameters.dense(), first.dense(), second.dense(), g, decayed, g.length() - decayed, plain);
        gradients.items().adam(parameters.items(), first.items(), second.items(), plain);
        RowGradients outputs = gradients.outputs();
        Floats table = parameters.outputs();
        Floats m = first.outputs();
        Floats v = second.outputs();
        if (outputs != null && table != null && m != null && v != null) {
            outputs.adam(table, m, v, plain);
        }
        gradients.attributes().adam(parameters.attributes(), first.attributes(), second.attributes(), plain);
        return norm;
    }

    /** Steps taken. */
    public long steps() {
        return step;
    }

    /**
     * Copies the state out, for a checkpoint.
     *
     * @param firstMoments of the shape of the weights; modified
     * @param secondMoments likewise
     */
    public void read(TransformerWeights firstMoments, TransformerWeights secondMoments) {
        first.read(firstMoments);
        second.read(secondMoments);
    }

    /** Sets the state to that of a checkpoint: {@link #read} and {@link #steps}. */
    public void write(TransformerWeights firstMoments, TransformerWeights secondMoments, long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps " + steps + " is not 0 or above");
        }
        first.write(firstMoments);
        second.write(secondMoments);
        step = steps;
    }
}
