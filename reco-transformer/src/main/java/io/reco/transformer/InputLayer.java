package io.reco.transformer;

import io.reco.transformer.kernel.Floats;

/** {@code x = drop(item + attributes of the item + position + gender + age band)}: N x D; the middle and the last two by options. */
final class InputLayer {
    private static final int SITE = 0;

    private final Pass pass;
    private final ParameterLayout layout;
    private final VectorTable items;
    private final Floats x;
    private final int[] genders;
    private final int[] ages;

    InputLayer(Pass pass, ParameterLayout layout, VectorTable items) {
        this.pass = pass;
        this.layout = layout;
        this.items = items;
        this.x = pass.matrix(pass.dim);
        int profiles = pass.options.profile() ? pass.maxTokens : 0;
        this.genders = new int[profiles];
        this.ages = new int[profiles];
    }

    Floats forward(PackedBatch batch) {
        int n = pass.tokens;
        items.gather(batch.items, n, x);
        pass.kernels.gather(pass.dense, layout.positions(), batch.positions, n, pass.dim, 1, x, true);
        if (pass.options.profile()) {
            spread(batch);
            pass.kernels.gather(pass.dense, layout.genders(), genders, n, pass.dim, 1, x, true);
            pass.kernels.gather(pass.dense, layout.ages(), ages, n, pass.dim, 1, x, true);
        }
        pass.dropout(x, n, SITE);
        return x;
    }

    /** Writes to each token the profile of its sequence. */
    private void spread(PackedBatch batch) {
        for (int s = 0; s < batch.sequences; s++) {
            for (int i = batch.starts[s]; i < batch.starts[s + 1]; i++) {
                genders[i] = batch.genders[s];
                ages[i] = batch.ageBands[s];
            }
        }
    }

    /**
     * Backward.
     *
     * @param d N x D: gradient of x; modified
     */
    void backward(PackedBatch batch, Floats d, Gradients gradients) {
        int n = pass.tokens;
        Floats g = gradients.dense();
        pass.dropout(d, n, SITE);
        items.add(d, batch.items, n, gradients.items(), gradients.attributes());
        pass.kernels.scatterAdd(d, batch.positions, n, pass.dim, 1, g, layout.positions());
        if (pass.options.profile()) {
            pass.kernels.scatterAdd(d, genders, n, pass.dim, 1, g, layout.genders());
            pass.kernels.scatterAdd(d, ages, n, pass.dim, 1, g, layout.ages());
        }
    }
}
