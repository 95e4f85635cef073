package io.reco.transformer;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.ParameterLayout.Role;
import io.reco.transformer.ParameterLayout.Tensor;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a model as arrays on the heap. Rows of tables have S floats, of which the last S - D are zero.
 *
 * <p>Arrays are not copied when handed in or out: whoever writes to them sees to it that pads stay zero.
 */
public final class TransformerWeights {
    private static final double TABLE_DEVIATION = 0.02;

    private final TransformerOptions options;
    private final ParameterLayout layout;
    private final int itemCount;
    private final int attributeCount;
    private final float[] dense;
    private final float[] items;
    private final float @Nullable [] outputs;
    private final float[] attributes;

    private TransformerWeights(
            TransformerOptions options,
            int itemCount,
            int attributeCount,
            float[] dense,
            float[] items,
            float @Nullable [] outputs,
            float[] attributes) {
        this.options = options;
        this.layout = new ParameterLayout(options);
        this.itemCount = itemCount;
        this.attributeCount = attributeCount;
        this.dense = dense;
        this.items = items;
        this.outputs = outputs;
        this.attributes = attributes;
    }

    /**
     * Weights that are all zero, to be filled.
     *
     * @throws IllegalArgumentException if a table would have 2^31 floats or more
     */
    public static TransformerWeights zeros(TransformerOptions options, ItemFeatures features) {
        int stride = TransformerKernels.stride(options.dim());
        int attributeCount = options.attributes() ? features.attributeCount() : 0;
        int items = tableLength("items", features.items() + 1L, stride);
        return new TransformerWeights(
                options,
                features.items(),
                attributeCount,
                new float[new ParameterLayout(options).length()],
                new float[items],
                options.tiedOutputs() ? null : new float[items - stride],
                new float[tableLength("attributes", attributeCount, stride)]);
    }

    private static int tableLength(String name, long rows, int stride) {
        long length = rows * stride;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(name + ": " + rows + " rows of " + stride
                    + " floats are more than an array can hold; a smaller dim" + " or fewer of them would fit");
        }
        return (int) length;
    }

    /**
     * Random weights: tables normal with deviation 0.02, matrices normal with deviation sqrt(2 / (in + out)) (Glorot, Bengio
     * 2010), gains one, biases zero. A seed gives the same bits everywhere; each tensor has a stream of its own, so that a further
     * one does not change the others.
     *
     * @throws IllegalArgumentException if a table would have 2^31 floats or more
     */
    public static TransformerWeights random(TransformerOptions options, ItemFeatures features, long seed) {
        TransformerWeights weights = zeros(options, features);
        for (NamedMatrix matrix : weights.matrices()) {
            matrix.randomize(seed);
        }
        return weights;
    }

    /** The shape. */
    public TransformerOptions options() {
        return options;
    }

    /** Where dense parameters lie. */
    public ParameterLayout layout() {
        return layout;
    }

    /** V. */
    public int itemCount() {
        return itemCount;
    }

    /** A; 0 if the options have no attributes. */
    public int attributeCount() {
        return attributeCount;
    }

    /** Dense parameters in their {@link #layout}. */
    public float[] dense() {
        return dense;
    }

    /** (V + 1) x S: input vectors; the last row is the mask. */
    public float[] items() {
        return items;
    }

    /** V x S: output vectors; null if they are tied to the input vectors. */
    public float @Nullable [] outputs() {
        return outputs;
    }

    /** A x S: attribute vectors. */
    public float[] attributes() {
        return attributes;
    }

    /** A deep copy. */
    public TransformerWeights copy() {
        return new TransformerWeights(
                options,
                itemCount,
                attributeCount,
                dense.clone(),
                items.clone(),
                outputs == null ? null : outputs.clone(),
                attributes.clone());
    }

    /** Sets all weights to those of another of the same shape. */
    public void set(TransformerWeights other) {
        System.arraycopy(other.dense, 0, dense, 0, dense.length);
        System.arraycopy(other.items, 0, items, 0, items.length);
        if (outputs != null && other.outputs != null) {
            System.arraycopy(other.outputs, 0, outputs, 0, outputs.length);
        }
        System.arraycopy(other.attributes, 0, attributes, 0, attributes.length);
    }

    /** Bytes of all arrays. */
    public long bytes() {
        return Float.BYTES
                * ((long) dense.length + items.length + (outputs == null ? 0 : outputs.length) + attributes.length);
    }

    /**
     * Checks that all weights are finite.
     *
     * @throws IllegalArgumentException naming the first tensor, row and column that is not
     */
    public void requireFinite() {
        for (NamedMatrix matrix : matrices()) {
            float[] row = new float[matrix.columns()];
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.read(i, row);
                for (int j = 0; j < row.length; j++) {
                    if (!Float.isFinite(row[j])) {
                        throw new IllegalArgumentException("weight " + row[j] + " of tensor '" + matrix.name()
                                + "', row " + i + ", column " + j + " is not a finite number");
                    }
                }
            }
        }
    }

    /** All tensors by name, without pads: {@code items}, {@code outputs}, {@code attributes} and those of the layout. */
    public List<NamedMatrix> matrices() {
        return matrices(layout, options.dim(), dense, items, outputs, attributes);
    }

    /**
     * Names for arrays that lie like weights, such as moments.
     *
     * @param outputs null if tied
     */
    static List<NamedMatrix> matrices(
            ParameterLayout layout,
            int dim,
            float[] dense,
            float[] items,
            float @Nullable [] outputs,
            float[] attributes) {
        int stride = TransformerKernels.stride(dim);
        List<NamedMatrix> all = new ArrayList<>();
        all.add(new NamedMatrix(new Tensor("items", 0, items.length / stride, 1, dim, Role.TABLE), items));
        if (outputs != null) {
            all.add(new NamedMatrix(new Tensor("outputs", 0, outputs.length / stride, 1, dim, Role.TABLE), outputs));
        }
        if (attributes.length > 0) {
            all.add(new NamedMatrix(
                    new Tensor("attributes", 0, attributes.length / stride, 1, dim, Role.TABLE), attributes));
        }
        for (Tensor tensor : layout.tensors()) {
            all.add(new NamedMatrix(tensor, dense));
        }
        return all;
    }

    /** A tensor as a matrix without pads: a view of the weights. */
    public static final class NamedMatrix {
        private final Tensor tensor;
        private final float[] data;

        NamedMatrix(Tensor tensor, float[] data) {
            this.tensor = tensor;
            this.data = data;
        }

        /** As in files. */
        public String name() {
            return tensor.name();
        }

        /** What it is for. */
        public Role role() {
            return tensor.role();
        }

        /** Rows; 1 for a vector. */
        public int rows() {
            return tensor.rows();
        }

        /** Columns, without pads. */
        public int columns() {
            return tensor.parts() * tensor.columns();
        }

        /** Copies row i out. */
        public void read(int i, float[] target) {
            for (int part = 0; part < tensor.parts(); part++) {
                System.arraycopy(data, at(i, part), target, part * tensor.columns(), tensor.columns());
            }
        }

        /** Copies row i in. */
        public void write(int i, float[] source) {
            for (int part = 0; part < tensor.parts(); part++) {
                System.arraycopy(source, part * tensor.columns(), data, at(i, part), tensor.columns());
            }
        }

        /** All rows, one after the other, without pads. */
        public float[] toArray() {
            float[] all = new float[Math.multiplyExact(rows(), columns())];
            float[] row = new float[columns()];
            for (int i = 0; i < rows(); i++) {
                read(i, row);
                System.arraycopy(row, 0, all, i * row.length, row.length);
            }
            return all;
        }

        /** Sets all rows from {@link #toArray}. */
        public void set(float[] all) {
            if (all.length != (long) rows() * columns()) {
                throw new IllegalArgumentException("tensor '" + name() + "': " + all.length + " floats given, " + rows()
                        + " x " + columns() + " needed");
            }
            for (int i = 0; i < rows(); i++) {
                write(i, Arrays.copyOfRange(all, i * columns(), (i + 1) * columns()));
            }
        }

        private int at(int i, int part) {
            return tensor.at() + i * tensor.stride() + part * TransformerKernels.stride(tensor.columns());
        }

        private void randomize(long seed) {
            switch (tensor.role()) {
                case GAIN -> fill(1);
                case BIAS -> fill(0);
                case TABLE -> gaussian(seed, TABLE_DEVIATION);
                case MATRIX -> gaussian(seed, Math.sqrt(2.0 / (tensor.rows() + tensor.columns())));
            }
        }

        private void fill(float value) {
            float[] row = new float[columns()];
            Arrays.fill(row, value);
            for (int i = 0; i < rows(); i++) {
                write(i, row);
            }
        }

        private void gaussian(long seed, double deviation) {
            SplitMix64 random = SplitMix64.of(seed, name().hashCode());
            float[] row = new float[columns()];
            for (int i = 0; i < rows(); i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) (deviation * random.nextGaussian());
                }
                write(i, row);
            }
        }
    }
}
