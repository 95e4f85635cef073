package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Floats;
import java.util.Arrays;

/**
 * Encodes a sequence that grows: a further event costs one token instead of all, since the keys and values of the others are
 * kept. The state after n events is that of {@link SequenceEncoder#encode} of them, up to rounding.
 *
 * <p>When one more event does not fit the model's length, the window slides: the oldest quarter of it is forgotten at once and the
 * rest encoded anew, as positions are counted from the start of the window. So the state is always that of the latest
 * {@link #windowLength} events, at least three quarters of the length once it was full, and an event costs four tokens on average.
 *
 * <p>Not thread-safe.
 */
public final class IncrementalEncoder {
    private final KeyValueCache cache;
    private final TransformerNet net;
    private final PackedBatch batch;
    private final int items;
    private final int maxLength;
    private final int kept;
    private final int[] windowItems;
    private final long[] windowMillis;
    private final float[] state;
    private int length;
    private long origin;

    IncrementalEncoder(TransformerModel model, Parameters parameters, Gender gender, AgeBand ageBand) {
        TransformerOptions options = model.options();
        if (options.objective() != Objective.CAUSAL) {
            throw new IllegalArgumentException(
                    "objective " + options.objective() + ": only CAUSAL models can be told one event after the other");
        }
        items = model.tracks().size();
        maxLength = options.maxLength();
        kept = Math.max(1, maxLength - maxLength / 4);
        cache = new KeyValueCache(options);
        net = new TransformerNet(options, model.features(), parameters, ServingKernels.create(), cache);
        batch = new PackedBatch(1, maxLength, options.timeBias());
        batch.sequences = 1;
        batch.genders[0] = gender.ordinal();
        batch.ageBands[0] = ageBand.ordinal();
        Arrays.fill(batch.targets, -1);
        windowItems = new int[maxLength];
        windowMillis = new long[maxLength];
        state = new float[options.dim()];
    }

    /**
     * Adds an event.
     *
     * @param millis epoch milliseconds, {@link io.reco.core.data.EventLog#NO_TIME} where there are none
     * @return the state after it, D floats; overwritten by the next call
     * @throws IllegalArgumentException if the item is none of the model
     */
    public float[] append(int item, long millis) {
        require(item);
        if (length == maxLength) {
            forget(maxLength - kept + 1);
        }
        keep(item, millis);
        return encodeNew();
    }

    /**
     * Adds the events of a history in one pass; if there are too many, the latest {@code maxLength} make up the window.
     *
     * @return the state after it, D floats; overwritten by the next call; that of before if there is no event (zeros at first)
     * @throws IllegalArgumentException if an item is none of the model
     */
    public float[] appendAll(ItemHistory history) {
        for (int item : history.items()) {
            require(item);
        }
        int from = Math.max(0, history.length() - maxLength);
        forget(Math.max(0, length + history.length() - from - maxLength));
        for (int i = from; i < history.length(); i++) {
            keep(history.items()[i], history.millis()[i]);
        }
        return encodeNew();
    }

    /** Events that the state rests on: the latest so many. */
    public int windowLength() {
        return length;
    }

    private void require(int item) {
        if (item < 0 || item >= items) {
            throw new IllegalArgumentException("item " + item + " is not in [0, " + items + ")");
        }
    }

    /** Forgets the oldest events; those that stay are to be encoded anew. */
    private void forget(int n) {
        if (n > 0) {
            System.arraycopy(windowItems, n, windowItems, 0, length - n);
            System.arraycopy(windowMillis, n, windowMillis, 0, length - n);
            length -= n;
            cache.clear();
        }
    }

    private void keep(int item, long millis) {
        windowItems[length] = item;
        windowMillis[length++] = millis;
    }

    private float[] encodeNew() {
        int first = cache.length();
        int n = length - first;
        if (n == 0) {
            return state;
        }
        if (first == 0) {
            origin = windowMillis[0];
        }
        for (int i = 0; i < n; i++) {
            batch.items[i] = windowItems[first + i];
            batch.positions[i] = first + i;
            cache.seconds()[first + i] = Seconds.since(origin, windowMillis[first + i]);
        }
        batch.starts[1] = n;
        Floats last = net.forwardLast(batch);
        cache.advance(n);
        last.read(0, state, 0, state.length);
        return state;
    }
}
