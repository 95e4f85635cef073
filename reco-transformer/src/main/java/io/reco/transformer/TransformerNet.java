package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/**
 * The network: forward, loss and backward over packed sequences, written once for all kernels. Holds the buffers of one worker,
 * made once for batches up to a size; the parameters are shared. Not thread-safe.
 *
 * <p>Hidden states of a sequence depend on that sequence alone, and with {@link TransformerOptions.Objective#CAUSAL} those of a
 * token on that token and those before it.
 */
public final class TransformerNet {
    private static final int GENDERS = Gender.values().length;
    private static final int AGES = AgeBand.values().length;

    private final TransformerOptions options;
    private final int itemCount;
    private final int maxSequences;
    private final int maxTokens;
    private final Pass pass;
    private final InputLayer input;
    private final Block[] blocks;
    private final @Nullable Norm norm;
    private final OutputLayer output;
    /** Input of each block, and the output of the last. */
    private final Floats[] states;

    /**
     * A net of its own buffers over shared parameters.
     *
     * @param parameters in the memory of these kernels, of the shape that options and features give
     * @param maxSequences most sequences of a batch
     * @param maxTokens most tokens of a batch
     */
    public TransformerNet(
            TransformerOptions options,
            ItemFeatures features,
            Parameters parameters,
            TransformerKernels kernels,
            int maxSequences,
            int maxTokens) {
        this(options, features, parameters, kernels, maxSequences, maxTokens, null);
    }

    /**
     * A net for one sequence that is given in parts: batches of one sequence, each of which goes on where the one before ended. On
     * the kernels of the heap, forward only, causal.
     */
    TransformerNet(
            TransformerOptions options,
            ItemFeatures features,
            Parameters parameters,
            TransformerKernels kernels,
            KeyValueCache cache) {
        this(options, features, parameters, kernels, 1, options.maxLength(), cache);
    }

    private TransformerNet(
            TransformerOptions options,
            ItemFeatures features,
            Parameters parameters,
            TransformerKernels kernels,
            int maxSequences,
            int maxTokens,
            @Nullable KeyValueCache cache) {
        this.options = options;
        this.itemCount = features.items();
        this.maxSequences = maxSequences;
        this.maxTokens = maxTokens;
        ParameterLayout layout = new ParameterLayout(options);
        pass = new Pass(kernels, options, parameters.dense(), maxSequences, maxTokens, cache);
        Floats attributes = parameters.attributes();
        VectorTable items =
                new VectorTable(kernels, features, options.dim(), parameters.items(), attributes, options.attributes());
        Floats outputs = parameters.outputs();
        input = new InputLayer(pass, layout, items);
        output = new OutputLayer(
                pass,
                itemCount,
                outputs == null
                        ? items
                        : new VectorTable(kernels, features, options.dim(), outputs, attributes, false));
        blocks = new Block[options.blocks()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = Block.of(pass, layout.block(i), i);
        }
        ParameterLayout.Norm last = layout.norm();
        norm = last == null ? null : new Norm(pass, last);
        states = new Floats[blocks.length + 1];
    }

    /**
     * Hidden states after the last norm: what output vectors are multiplied with.
     *
     * @param dropoutSeed 0: no dropout
     * @return N x D, valid until the next call
     * @throws IllegalArgumentException if the batch is too large, or an item, position or profile is out of range
     */
    public Floats forward(PackedBatch batch, int dropoutSeed) {
        check(batch);
        return forward(batch, dropoutSeed, false);
    }

    /**
     * Hidden states of the last token of each sequence, without dropout. The last block works on those tokens alone, except for
     * its queries, keys, values and attention.
     *
     * @return B x D, valid until the next call
     * @throws IllegalArgumentException as {@link #forward}, or if a sequence has no token
     */
    public Floats forwardLast(PackedBatch batch) {
        check(batch);
        for (int s = 0; s < batch.sequences; s++) {
            if (batch.starts[s] == batch.starts[s + 1]) {
                throw new IllegalArgumentException("sequence " + s + " of the batch has no token");
            }
        }
        return forward(batch, 0, true);
    }

    private Floats forward(PackedBatch batch, int dropoutSeed, boolean lastOnly) {
        pass.begin(batch, dropoutSeed);
        states[0] = input.forward(batch);
        for (int i = 0; i < blocks.length; i++) {
            states[i + 1] = blocks[i].forward(states[i], lastOnly && i == blocks.length - 1);
        }
        Floats top = states[blocks.length];
        return norm == null ? top : norm.forward(top, pass.rows(lastOnly));
    }

    /**
     * Adds the gradients of a batch.
     *
     * @param negatives {@link Negatives#ALL} for the full softmax, and for binary losses in expectation
     * @param gradients modified: added to
     * @param dropoutSeed 0: no dropout; should differ from batch to batch
     * @return sum over tokens of weight times loss; 0 without tokens that have a target and a weight
     * @throws IllegalArgumentException if the batch is too large, an item, position or profile is out of range, negatives do not
     *     fit the loss, or gradients for drawn negatives are given to a loss over all items
     */
    public double train(
            PackedBatch batch, Negatives negatives, LossOptions loss, Gradients gradients, int dropoutSeed) {
        check(batch);
        check(negatives, loss);
        if (negatives.items() == null && !gradients.scored().dense()) {
            throw new IllegalArgumentException(
                    "loss " + loss.kind() + " over all items: the gradients were made for sampled losses");
        }
        if (!output.begin(batch, negatives.itemCorrections())) {
            return 0;
        }
        Floats h = forward(batch, dropoutSeed, false);
        double sum = output.loss(h, negatives, loss, gradients);
        Floats d = output.gradient();
        Floats g = gradients.dense();
        if (norm != null) {
            norm.backward(d, states[blocks.length], d, false, g);
        }
        for (int i = blocks.length - 1; i >= 0; i--) {
            blocks[i].backward(states[i], d, g);
        }
        input.backward(batch, d, gradients);
        return sum;
    }

    /**
     * The loss of {@link #train} without gradients.
     *
     * @param dropoutSeed 0: no dropout
     * @throws IllegalArgumentException as {@link #train}
     */
    public double loss(PackedBatch batch, Negatives negatives, LossOptions loss, int dropoutSeed) {
        check(batch);
        check(negatives, loss);
        if (!output.begin(batch, negatives.itemCorrections())) {
            return 0;
        }
        return output.loss(forward(batch, dropoutSeed, false), negatives, loss, null);
    }

    private static void check(Negatives negatives, LossOptions loss) {
        boolean all = negatives.items() == null;
        if (all ? loss.kind() == LossOptions.Kind.SAMPLED_SOFTMAX : loss.kind() == LossOptions.Kind.FULL_SOFTMAX) {
            throw new IllegalArgumentException(
                    "loss " + loss.kind() + (all ? " needs sampled negatives" : " takes all items as negatives"));
        }
    }

    private void check(PackedBatch batch) {
        int n = batch.tokens();
        if (batch.sequences > maxSequences || n > maxTokens) {
            throw new IllegalArgumentException("batch of " + batch.sequences + " sequences with " + n
                    + " tokens: the net was made for " + maxSequences + " with " + maxTokens);
        }
        for (int i = 0; i < n; i++) {
            require("item", batch.items[i], itemCount, i);
            require("position", batch.positions[i], options.maxLength() - 1, i);
            if (batch.targets[i] >= itemCount) {
                throw outOfRange("target", batch.targets[i], itemCount - 1, i);
            }
        }
        if (options.profile()) {
            for (int s = 0; s < batch.sequences; s++) {
                require("gender", batch.genders[s], GENDERS - 1, s);
                require("age band", batch.ageBands[s], AGES - 1, s);
            }
        }
        if (options.timeBias() && batch.seconds == null) {
            throw new IllegalArgumentException("batch without times: the model has a term by time");
        }
    }

    private static void require(String what, int value, int last, int at) {
        if (value < 0 || value > last) {
            throw outOfRange(what, value, last, at);
        }
    }

    private static IllegalArgumentException outOfRange(String what, int value, int last, int at) {
        return new IllegalArgumentException(
                what + " " + value + " at " + at + " of the batch is not in [0, " + last + "]");
    }
}
