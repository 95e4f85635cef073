package io.reco.examples;

import io.reco.transformer.TransformerOptions;

/** Shapes to start from. */
enum TransformerPreset {
    /** {@link TransformerOptions#SASREC}. */
    SASREC(TransformerOptions.SASREC),
    /** {@link TransformerOptions#GATED}. */
    GATED(TransformerOptions.GATED),
    /** {@link TransformerOptions#BERT4REC}. */
    BERT4REC(TransformerOptions.BERT4REC);

    private final TransformerOptions options;

    TransformerPreset(TransformerOptions options) {
        this.options = options;
    }

    /** The shape. */
    TransformerOptions options() {
        return options;
    }

    /** For {@code --preset}. */
    static final class Argument extends EnumArgument<TransformerPreset> {
        Argument() {
            super(TransformerPreset.class);
        }
    }
}
