package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.parallel.Pool;
import io.reco.core.vector.FloatMatrix;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import java.util.List;

/**
 * Turns histories into states: D floats whose products with {@linkplain TransformerModel#outputs output vectors} are the scores
 * of items as the next one.
 *
 * <p>Of a history longer than the model takes, the latest {@link #maxEvents} events count: {@code maxLength}, or one fewer with
 * {@link Objective#MASKED}, where the place of the next track is a mask at the end. The mask has the time of the last event;
 * without times all events count as at one time.
 *
 * <p>Costs about {@code 2 n (parameters of the blocks) + 2 n^2 D blocks} multiplications for n events. Thread-safe; buffers
 * are reused, at most as many as there are processors are kept between calls.
 */
public final class SequenceEncoder {
    /** Histories of one batch. */
    private static final int BATCH_SEQUENCES = 64;
    /** Tokens of one batch, which keeps activations in the cache; more if one history has more. */
    private static final int BATCH_TOKENS = 512;

    private final TransformerModel model;
    private final Parameters parameters;
    private final Pool<Workspace> workspaces;

    private SequenceEncoder(TransformerModel model) {
        this.model = model;
        this.parameters = ServingKernels.parameters(model.weights());
        this.workspaces = new Pool<>(Workspace::new);
    }

    /** An encoder of a model's sequences; weights are shared with it. */
    public static SequenceEncoder of(TransformerModel model) {
        return new SequenceEncoder(model);
    }

    /** The model. */
    public TransformerModel model() {
        return model;
    }

    /** How many events of a history count, the latest ones; 0 for a masked model of length 1. */
    public int maxEvents() {
        TransformerOptions options = model.options();
        return options.objective() == Objective.MASKED ? options.maxLength() - 1 : options.maxLength();
    }

    /**
     * The state of a history.
     *
     * @param history of one event at least
     * @return D floats
     * @throws IllegalArgumentException if there is no event or an item is none of the model
     */
    public float[] encode(ItemHistory history) {
        float[] state = new float[model.options().dim()];
        encodeAll(List.of(history)).copyRow(0, state, 0);
        return state;
    }

    /**
     * The states of histories, one a row: the same bits as one by one, in less time.
     *
     * @param histories each of one event at least
     * @throws IllegalArgumentException as {@link #encode}
     */
    public FloatMatrix encodeAll(List<ItemHistory> histories) {
        FloatMatrix states =
                FloatMatrix.allocate(histories.size(), model.options().dim());
        Workspace workspace = workspaces.take();
        try {
            for (int done = 0; done < histories.size(); ) {
                done += workspace.encode(histories, done, states);
            }
        } finally {
            workspaces.give(workspace);
        }
        return states;
    }

    /**
     * An encoder that is told one event after the other. The profile holds for all of them.
     *
     * @throws IllegalArgumentException if the model is not {@link Objective#CAUSAL}: with masks every further event changes the
     *     states of all
     */
    public IncrementalEncoder incremental(Gender gender, AgeBand ageBand) {
        return new IncrementalEncoder(model, parameters, gender, ageBand);
    }

    /** A net and the batch that it reads. */
    private final class Workspace {
        private final TransformerNet net;
        private final PackedBatch batch;
        private final int maxTokens;

        Workspace() {
            TransformerOptions options = model.options();
            maxTokens = Math.max(options.maxLength(), BATCH_TOKENS);
            net = new TransformerNet(
                    options, model.features(), parameters, ServingKernels.create(), BATCH_SEQUENCES, maxTokens);
            batch = new PackedBatch(BATCH_SEQUENCES, maxTokens, options.timeBias());
            Arrays.fill(batch.targets, -1);
        }

        /** Encodes as many histories as fit from one on, and returns how many. */
        int encode(List<ItemHistory> histories, int from, FloatMatrix states) {
            batch.sequences = 0;
            boolean more = true;
            while (more && from + batch.sequences < histories.size()) {
                more = add(histories.get(from + batch.sequences));
            }
            Floats rows = net.forwardLast(batch);
            float[] row = new float[states.dim()];
            int stride = TransformerKernels.stride(states.dim());
            for (int s = 0; s < batch.sequences; s++) {
                rows.read(s * stride, row, 0, row.length);
                requireFinite(row);
                states.setRow(from + s, row, 0);
            }
            return batch.sequences;
        }

        private static void requireFinite(float[] state) {
            for (float component : state) {
                if (!Float.isFinite(component)) {
                    throw new IllegalStateException(
                            "the model gives a history the state " + component
                                    + ": its weights are finite, but too large; train again with a lower learningRate or with adam.clip");
                }
            }
        }

        private boolean add(ItemHistory whole) {
            if (whole.length() == 0) {
                throw new IllegalArgumentException("the history has no event");
            }
            boolean masked = model.options().objective() == Objective.MASKED;
            ItemHistory history = whole.latest(maxEvents());
            int n = history.length() + (masked ? 1 : 0);
            int at = batch.tokens();
            if (batch.sequences == BATCH_SEQUENCES || at + n > maxTokens) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                boolean mask = i == history.length();
                batch.items[at + i] = mask ? model.tracks().size() : history.items()[i];
                batch.positions[at + i] = i;
                if (batch.seconds != null) {
                    long last = whole.millis()[whole.length() - 1];
                    batch.seconds[at + i] = Seconds.since(last, mask ? last : history.millis()[i]);
                }
            }
            batch.genders[batch.sequences] = history.gender().ordinal();
            batch.ageBands[batch.sequences] = history.ageBand().ordinal();
            batch.starts[++batch.sequences] = at + n;
            return true;
        }
    }
}
