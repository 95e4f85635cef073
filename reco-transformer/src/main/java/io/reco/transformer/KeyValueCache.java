package io.reco.transformer;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of the tokens that one sequence has had, for all blocks: 8 L S bytes a block. A further token costs its own
 * linear layers and one row of attention.
 */
final class KeyValueCache {
    private final TransformerOptions options;
    private final int[] seconds;
    private final List<CachedAttention> layers = new ArrayList<>();
    private int length;

    /** Room for the longest sequence of a model. */
    KeyValueCache(TransformerOptions options) {
        this.options = options;
        this.seconds = new int[options.maxLength()];
    }

    /**
     * Adds the attention of a further block.
     *
     * @param timeBias where its table by time lies; -1: it has none
     */
    CachedAttention addLayer(int timeBias) {
        CachedAttention layer = new CachedAttention(this, options, timeBias);
        layers.add(layer);
        return layer;
    }

    /** Tokens that are kept. */
    int length() {
        return length;
    }

    /** Seconds of each token, those of the batch at hand included. */
    int[] seconds() {
        return seconds;
    }

    /** Keeps what the last forward of all blocks has added. */
    void advance(int tokens) {
        length += tokens;
    }

    /** Forgets all tokens. */
    void clear() {
        length = 0;
    }
}
