package io.reco.transformer;

import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model, or something of the same shape such as moments, in the memory of a backend. Shared by the workers
 * that train a model: nets read them, {@link Optimizer} alone writes them, while no net runs.
 *
 * @param dense in the {@link ParameterLayout}
 * @param items (V + 1) x S
 * @param outputs V x S; null if tied
 * @param attributes A x S
 */
public record Parameters(
        Floats dense, Floats items, @Nullable Floats outputs, Floats attributes) {
    /** Zeros of the shape of some weights. */
    public static Parameters zeros(TransformerKernels kernels, TransformerWeights like) {
        float[] outputs = like.outputs();
        return new Parameters(
                kernels.allocate(like.dense().length),
                kernels.allocate(like.items().length),
                outputs == null ? null : kernels.allocate(outputs.length),
                kernels.allocate(like.attributes().length));
    }

    /** A copy of some weights in the memory of these kernels. */
    public static Parameters upload(TransformerKernels kernels, TransformerWeights weights) {
        Parameters parameters = zeros(kernels, weights);
        parameters.write(weights);
        return parameters;
    }

    /** Copies weights in; they have the same shape. */
    public void write(TransformerWeights source) {
        write(dense, source.dense());
        write(items, source.items());
        if (outputs != null && source.outputs() != null) {
            write(outputs, source.outputs());
        }
        write(attributes, source.attributes());
    }

    /** Copies weights out. */
    public void read(TransformerWeights target) {
        read(dense, target.dense());
        read(items, target.items());
        if (outputs != null && target.outputs() != null) {
            read(outputs, target.outputs());
        }
        read(attributes, target.attributes());
    }

    private static void write(Floats to, float[] from) {
        to.write(0, from, 0, from.length);
    }

    private static void read(Floats from, float[] to) {
        from.read(0, to, 0, to.length);
    }
}
