package io.reco.transformer;

import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Floats;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = attention(x W + b) V + c}, with dropout of attention weights: from N x D over N rows of 3 S to N x D, for all tokens or for the last of each sequence.
 */
final class SelfAttention {
    private final Pass pass;
    private final ParameterLayout.Block at;
    private final int block;
    private final boolean causal;
    private final Floats qkv;
    private final Floats attended;
    private final Floats logSums;
    private final Floats attendedLast;
    private final @Nullable CachedAttention cached;

    SelfAttention(Pass pass, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.at = at;
        this.block = block;
        this.causal = pass.options.objective() == Objective.CAUSAL;
        this.qkv = pass.matrix(3 * pass.stride);
        this.attended = pass.matrix(pass.dim);
        this.logSums = pass.kernels.allocate(Math.multiplyExact(pass.maxTokens, pass.options.heads()));
        this.attendedLast = pass.lastTokens();
        this.cached = pass.cache == null ? null : pass.cache.addLayer(at.timeBias());
    }

    void forward(Floats x, boolean lastOnly, Floats y) {
        ParameterLayout.Linear in = at.qkv();
        ParameterLayout.Linear out = at.attentionOut();
        pass.kernels.linear(x, pass.tokens, in.in(), pass.dense, in.weight(), in.bias(), in.out(), qkv, false);
        if (cached != null) {
            cached.forward(pass, qkv, attended);
        } else {
            pass.kernels.attention(
                    qkv,
                    pass.starts,
                    pass.sequences,
                    pass.dim,
                    pass.options.heads(),
                    causal,
                    pass.timeBias(at.timeBias()),
                    pass.attentionDropout(Block.weightsSite(block)),
                    attended,
                    logSums);
        }
        Floats kept = pass.keep(attended, lastOnly, attendedLast);
        pass.kernels.linear(
                kept, pass.rows(lastOnly), out.in(), pass.dense, out.weight(), out.bias(), out.out(), y, false);
    }

    /** Backward of all N rows; dx may be dy if {@code add}. */
    void backward(Floats dy, Floats x, Floats dx, boolean add, Floats g) {
        ParameterLayout.Linear in = at.qkv();
        ParameterLayout.Linear out = at.attentionOut();
        Pass.Scratch room = pass.scratch();
        int n = pass.tokens;
        pass.kernels.linearBackward(
                dy, attended, n, out.in(), pass.dense, out.weight(), out.bias(), out.out(), room.attended, false, g);
        pass.kernels.attentionBackward(
                room.attended,
                qkv,
                attended,
                logSums,
                pass.starts,
                pass.sequences,
                pass.dim,
                pass.options.heads(),
                causal,
                pass.timeBias(at.timeBias()),
                pass.attentionDropout(Block.weightsSite(block)),
                room.qkv,
                g);
        pass.kernels.linearBackward(room.qkv, x, n, in.in(), pass.dense, in.weight(), in.bias(), in.out(), dx, add, g);
    }
}
