package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each dense parameter of a model lies in one vector. Matrices that weight decay acts on come first. Immutable.
 *
 * <p>Matrices are in x out, row-major: {@code y = x W + b}. All offsets and row strides are multiples of 16 floats.
 */
public final class ParameterLayout {
    /** What a tensor is for. */
    public enum Role {
        /** Weights of a linear layer: the only parameters that decay. */
        MATRIX,
        /** Rows that are looked up: positions, genders, age bands. */
        TABLE,
        /** Bias of a linear layer or norm, or of attention by time; begins at zero. */
        BIAS,
        /** Gain of a norm; begins at one. */
        GAIN
    }

    /**
     * A named matrix; vectors have one row.
     *
     * @param name unique, as in files: {@code blocks.0.attention.qkv.weight}
     * @param at its first float
     * @param rows rows
     * @param parts matrices that lie side by side in a row: 3 for q, k and v, else 1
     * @param columns columns of each part, without pads
     * @param role what it is for
     */
    public record Tensor(String name, int at, int rows, int parts, int columns, Role role) {
        /** Floats from one row to the next, pads included. */
        public int stride() {
            return parts * TransformerKernels.stride(columns);
        }

        /** Floats it takes up, pads included. */
        public int length() {
            return Math.multiplyExact(rows, stride());
        }
    }

    /** Offsets of a norm. */
    public record Norm(int gain, int bias) {}

    /** Offsets and size of a linear layer; {@code out} counts the pads between the parts of q, k and v. */
    public record Linear(int weight, int bias, int in, int out) {}

    /**
     * Offsets of a block.
     *
     * @param norm1 before attention, or after it and its residual in {@link BlockKind#POST_NORM}
     * @param qkv queries, keys and values: 3 stride(D) columns
     * @param attentionOut after attention
     * @param timeBias H rows of {@value TimeBias#BUCKETS} floats; -1: none
     * @param attentionGate {@link BlockKind#GATED} only
     * @param norm2 before the feed-forward part, or after it and its residual
     * @param factor the activated factor of the hidden layer; {@link BlockKind#GATED} only
     * @param up to the hidden layer
     * @param down from the hidden layer
     * @param feedForwardGate {@link BlockKind#GATED} only
     */
    public record Block(
            Norm norm1,
            Linear qkv,
            Linear attentionOut,
            int timeBias,
            @Nullable Linear attentionGate,
            Norm norm2,
            @Nullable Linear factor,
            Linear up,
            Linear down,
            @Nullable Linear feedForwardGate) {}

    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final int positions;
    private final int genders;
    private final int ages;
    private final @Nullable Norm norm;
    private final int decayed;
    private int length;

    /**
     * The layout of a model of these options.
     *
     * @throws IllegalArgumentException if its parameters do not fit one array
     */
    public ParameterLayout(TransformerOptions options) {
        int dim = options.dim();
        boolean gated = options.block() == BlockKind.GATED;
        for (int i = 0; i < options.blocks(); i++) {
            addMatrices(options, "blocks." + i + ".", gated);
        }
        decayed = length;
        positions = add("positions", options.maxLength(), 1, dim, Role.TABLE);
        genders = options.profile() ? add("genders", Gender.values().length, 1, dim, Role.TABLE) : -1;
        ages = options.profile() ? add("ages", AgeBand.values().length, 1, dim, Role.TABLE) : -1;
        for (int i = 0; i < options.blocks(); i++) {
            blocks.add(addBlock(options, "blocks." + i + ".", gated));
        }
        norm = options.block() == BlockKind.POST_NORM ? null : norm("norm.", dim);
    }

    private void addMatrices(TransformerOptions options, String prefix, boolean gated) {
        int dim = options.dim();
        int hidden = options.feedForward();
        add(prefix + "attention.qkv.weight", dim, 3, dim, Role.MATRIX);
        add(prefix + "attention.out.weight", dim, 1, dim, Role.MATRIX);
        add(prefix + "feedForward.up.weight", dim, 1, hidden, Role.MATRIX);
        add(prefix + "feedForward.down.weight", hidden, 1, dim, Role.MATRIX);
        if (gated) {
            add(prefix + "attention.gate.weight", dim, 1, dim, Role.MATRIX);
            add(prefix + "feedForward.factor.weight", dim, 1, hidden, Role.MATRIX);
            add(prefix + "feedForward.gate.weight", dim, 1, dim, Role.MATRIX);
        }
    }

    private Block addBlock(TransformerOptions options, String prefix, boolean gated) {
        int dim = options.dim();
        int hidden = options.feedForward();
        return new Block(
                norm(prefix + "norm1.", dim),
                linear(prefix + "attention.qkv.", 3, dim),
                linear(prefix + "attention.out.", 1, dim),
                options.timeBias()
                        ? add(prefix + "attention.time", options.heads(), 1, TimeBias.BUCKETS, Role.BIAS)
                        : -1,
                gated ? linear(prefix + "attention.gate.", 1, dim) : null,
                norm(prefix + "norm2.", dim),
                gated ? linear(prefix + "feedForward.factor.", 1, hidden) : null,
                linear(prefix + "feedForward.up.", 1, hidden),
                linear(prefix + "feedForward.down.", 1, dim),
                gated ? linear(prefix + "feedForward.gate.", 1, dim) : null);
    }

    private Norm norm(String prefix, int dim) {
        return new Norm(add(prefix + "gain", 1, 1, dim, Role.GAIN), add(prefix + "bias", 1, 1, dim, Role.BIAS));
    }

    private Linear linear(String prefix, int parts, int columns) {
        Tensor weight = tensor(prefix + "weight");
        int bias = add(prefix + "bias", 1, parts, columns, Role.BIAS);
        return new Linear(weight.at(), bias, weight.rows(), parts == 1 ? columns : weight.stride());
    }

    private int add(String name, int rows, int parts, int columns, Role role) {
        long end = length + (long) rows * parts * TransformerKernels.stride(columns);
        if (end > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + name + "' of " + rows + " x " + parts * (long) columns
                    + " does not fit: all parameters but the tables of tracks are at most 2^31 - 1 floats; lower dim,"
                    + " feedForward, blocks or maxLength");
        }
        tensors.add(new Tensor(name, length, rows, parts, columns, role));
        int at = length;
        length = (int) end;
        return at;
    }

    /** All tensors, in the order in which they lie. */
    public List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        throw new IllegalArgumentException("tensor '" + name + "' is not part of the model");
    }

    /** Floats of the vector. */
    public int length() {
        return length;
    }

    /** Floats that weight decay acts on, from the first on. */
    public int decayed() {
        return decayed;
    }

    /** First float of the row of position 0. */
    public int positions() {
        return positions;
    }

    /** First float of the row of the first gender; -1: none. */
    public int genders() {
        return genders;
    }

    /** First float of the row of the first age band; -1: none. */
    public int ages() {
        return ages;
    }

    /** Where block i lies. */
    public Block block(int i) {
        return blocks.get(i);
    }

    /** The norm after the last block; null if the blocks end with one. */
    public @Nullable Norm norm() {
        return norm;
    }
}
