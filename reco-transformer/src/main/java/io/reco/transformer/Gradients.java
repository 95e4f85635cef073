package io.reco.transformer;

import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the gradients of some (micro-)batches, which one worker collects. Workers' sums are {@linkplain #merge merged} in a
 * fixed order, so that a fixed number of workers gives the same bits again. Not thread-safe.
 */
public final class Gradients {
    private final TransformerKernels kernels;
    private final Floats dense;
    private final RowGradients items;
    private final @Nullable RowGradients outputs;
    private final RowGradients attributes;

    /**
     * Zeros.
     *
     * @param kernels of the worker that collects
     * @param allItems whether gradients of all items will come up, as with {@link Negatives#ALL}: they are kept dense
     */
    public Gradients(TransformerKernels kernels, TransformerOptions options, ItemFeatures features, boolean allItems) {
        this.kernels = kernels;
        this.dense = kernels.allocate(new ParameterLayout(options).length());
        int dim = options.dim();
        boolean tied = options.tiedOutputs();
        items = new RowGradients(kernels, features.items() + 1, dim, allItems && tied);
        outputs = tied ? null : new RowGradients(kernels, features.items(), dim, allItems);
        attributes =
                new RowGradients(kernels, options.attributes() ? features.attributeCount() : 0, dim, allItems && tied);
    }

    /** Gradients of dense parameters, in their {@link ParameterLayout}. */
    public Floats dense() {
        return dense;
    }

    /** Gradients of input vectors, and of the output vectors tied to them; row V is the mask. */
    public RowGradients items() {
        return items;
    }

    /** Gradients of output vectors; null if tied. */
    public @Nullable RowGradients outputs() {
        return outputs;
    }

    /** Gradients of attribute vectors. */
    public RowGradients attributes() {
        return attributes;
    }

    /** Gradients of the table that tracks are scored against. */
    RowGradients scored() {
        return outputs == null ? items : outputs;
    }

    /**
     * Adds those of another worker.
     *
     * @param other of the same shape; not modified
     */
    public void merge(Gradients other) {
        kernels.axpy(1, other.dense, dense.length(), dense);
        items.add(other.items);
        if (outputs != null && other.outputs != null) {
            outputs.add(other.outputs);
        }
        attributes.add(other.attributes);
    }

    /** Sets all to zero. O(dense parameters + rows touched). */
    public void clear() {
        dense.fill(0, dense.length(), 0);
        items.clear();
        if (outputs != null) {
            outputs.clear();
        }
        attributes.clear();
    }

    /** Sum of squares of all gradients. */
    public double squaredNorm() {
        return kernels.squaredNorm(dense, 0, dense.length())
                + items.squaredNorm()
                + (outputs == null ? 0 : outputs.squaredNorm())
                + attributes.squaredNorm();
    }
}
