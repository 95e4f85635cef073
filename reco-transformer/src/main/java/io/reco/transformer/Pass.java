package io.reco.transformer;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.kernel.AttentionDropout;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/** What the layers of one net share: kernels, dense parameters, the batch at hand, and room for gradients. */
final class Pass {
    final TransformerKernels kernels;
    final TransformerOptions options;
    final Floats dense;
    final int dim;
    final int stride;
    final int maxTokens;

    /** N. */
    int tokens;
    /** First token of each sequence, and N; as in the batch. */
    int[] starts = {0};

    int sequences;
    int @Nullable [] seconds;
    /** 0: no dropout. */
    int dropoutSeed;

    /** Keys and values of the tokens before the batch; null: each sequence is seen whole. */
    final @Nullable KeyValueCache cache;

    private final int[] lastRows;
    private @Nullable Scratch scratch;

    Pass(
            TransformerKernels kernels,
            TransformerOptions options,
            Floats dense,
            int maxSequences,
            int maxTokens,
            @Nullable KeyValueCache cache) {
        this.kernels = kernels;
        this.options = options;
        this.dense = dense;
        this.dim = options.dim();
        this.stride = TransformerKernels.stride(dim);
        this.maxTokens = maxTokens;
        this.lastRows = new int[maxSequences];
        this.cache = cache;
    }

    void begin(PackedBatch batch, int seed) {
        tokens = batch.tokens();
        starts = batch.starts;
        sequences = batch.sequences;
        seconds = batch.seconds;
        dropoutSeed = seed;
        for (int s = 0; s < sequences; s++) {
            lastRows[s] = starts[s + 1] - 1;
        }
    }

    /** Makes N x columns zeros. */
    Floats matrix(int columns) {
        return kernels.allocate(Math.multiplyExact(maxTokens, TransformerKernels.stride(columns)));
    }

    /** Makes room for the last token of each sequence: B x D. */
    Floats lastTokens() {
        return kernels.allocate(Math.multiplyExact(lastRows.length, stride));
    }

    /** Rows that leave a layer: all, or the last of each sequence. */
    int rows(boolean lastOnly) {
        return lastOnly ? sequences : tokens;
    }

    /** x itself, or its last row of each sequence, written to {@code room}. */
    Floats keep(Floats x, boolean lastOnly, Floats room) {
        if (!lastOnly) {
            return x;
        }
        kernels.gather(x, 0, lastRows, sequences, dim, 1, room, false);
        return room;
    }

    private boolean dropsOut(float rate) {
        return dropoutSeed != 0 && rate > 0;
    }

    /** Dropout of n rows of the input or of what a branch adds, in place. */
    void dropout(Floats x, int n, int site) {
        dropout(options.residualDropout(), x, n * stride, site);
    }

    /** Dropout of n rows of the hidden layer of a feed-forward part, in place. */
    void activationDropout(Floats x, int n, int rowFloats, int site) {
        dropout(options.activationDropout(), x, n * rowFloats, site);
    }

    private void dropout(float rate, Floats x, int count, int site) {
        if (dropsOut(rate)) {
            kernels.dropout(x, count, rate, siteSeed(site));
        }
    }

    /** Dropout of the attention weights of a block; null: none. */
    @Nullable
    AttentionDropout attentionDropout(int site) {
        float rate = options.attentionDropout();
        return dropsOut(rate) ? new AttentionDropout(rate, siteSeed(site)) : null;
    }

    private int siteSeed(int site) {
        return (int) SplitMix64.hash(dropoutSeed, site);
    }

    /** The gradient before a dropout: dy itself if there is none, else a copy of it. */
    Floats beforeDropout(Floats dy, int site) {
        if (!dropsOut(options.residualDropout())) {
            return dy;
        }
        Floats copy = scratch().branch;
        copy.fill(0, tokens * stride, 0);
        kernels.axpy(1, dy, tokens * stride, copy);
        dropout(copy, tokens, site);
        return copy;
    }

    @Nullable
    TimeBias timeBias(int at) {
        return at < 0 || seconds == null ? null : new TimeBias(dense, at, seconds);
    }

    /** Room that all layers share, made by the first backward. */
    Scratch scratch() {
        if (scratch == null) {
            scratch = new Scratch(this);
        }
        return scratch;
    }

    /** Gradients that live within the backward of one block. */
    static final class Scratch {
        /** N x D: of what a branch adds, before its dropout. */
        final Floats branch;
        /** N x D: of what a gate multiplies. */
        final Floats value;
        /** N x D: of the logits of a gate. */
        final Floats gate;
        /** N x D: of the output of a norm. */
        final Floats normed;
        /** N x D: of the output of attention. */
        final Floats attended;
        /** N rows of 3 S. */
        final Floats qkv;
        /** N x F. */
        final Floats hidden;
        /** N x F: of the activated factor. */
        final Floats factor;

        private Scratch(Pass pass) {
            branch = pass.matrix(pass.dim);
            value = pass.matrix(pass.dim);
            gate = pass.matrix(pass.dim);
            normed = pass.matrix(pass.dim);
            attended = pass.matrix(pass.dim);
            qkv = pass.matrix(3 * pass.stride);
            hidden = pass.matrix(pass.options.feedForward());
            factor = pass.matrix(pass.options.feedForward());
        }
    }
}
