package io.reco.examples;

import io.reco.transformer.TransformerOptions;
import io.reco.transformer.kernel.Activation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The shape of a Transformer on the command line: what is given changes the preset. */
final class TransformerShapeArguments {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = TransformerPreset.Argument.class,
            completionCandidates = TransformerPreset.Argument.class,
            description = {
                "Shape to start from: ${COMPLETION-CANDIDATES}. sasrec: pre-norm blocks, each track predicts the next;"
                        + " defaults in brackets below. gated: gated blocks with SwiGLU, 4 heads, feed-forward 256. bert4rec: masked"
                        + " tracks are predicted from both sides, 2 heads, feed-forward 256 (default: sasrec)."
            })
    private TransformerPreset preset = TransformerPreset.SASREC;

    @Option(names = "--dim", paramLabel = "N", description = "Components of a token, a multiple of --heads (64).")
    private @Nullable Integer dim;

    @Option(names = "--blocks", paramLabel = "N", description = "Transformer blocks (2).")
    private @Nullable Integer blocks;

    @Option(names = "--heads", paramLabel = "N", description = "Heads of attention (1).")
    private @Nullable Integer heads;

    @Option(names = "--feed-forward", paramLabel = "N", description = "Size of the hidden layer of a block (64).")
    private @Nullable Integer feedForward;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Longest history that is looked at, its latest tracks (200).")
    private @Nullable Integer length;

    @Option(
            names = "--block",
            paramLabel = "KIND",
            converter = BlockArgument.class,
            completionCandidates = BlockArgument.class,
            description = "Kind of block: ${COMPLETION-CANDIDATES} (pre-norm).")
    private TransformerOptions.@Nullable BlockKind block;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = ActivationArgument.class,
            completionCandidates = ActivationArgument.class,
            description = "Of the feed-forward part: ${COMPLETION-CANDIDATES} (relu).")
    private @Nullable Activation activation;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description =
                    "Share of components that are dropped in training, in all places (0.1): of the input and of what blocks add, of"
                            + " attention weights, of the hidden layer of feed-forward parts.")
    private @Nullable Float dropout;

    @Option(
            names = "--attention-dropout",
            paramLabel = "X",
            description = "That of attention weights, if another one (as --dropout).")
    private @Nullable Float attentionDropout;

    @Option(
            names = "--activation-dropout",
            paramLabel = "X",
            description = "That of the hidden layers, if another one (as --dropout).")
    private @Nullable Float activationDropout;

    @Option(
            names = "--separate-outputs",
            description =
                    "Tracks have output vectors of their own; without it they are scored against their input vectors.")
    private boolean separateOutputs;

    @Option(names = "--time-bias", description = "Attention knows how much time lies between two events.")
    private boolean timeBias;

    @Option(
            names = "--attributes",
            description = "Vectors of tracks add those of their artists, album and genres, so that new tracks can be"
                    + " recommended.")
    private boolean attributes;

    @Option(names = "--profile", description = "Gender and age band of the character are inputs.")
    private boolean profile;

    /**
     * The preset with what was given.
     *
     * @throws UsageException if a value is out of range
     */
    TransformerOptions toOptions() {
        TransformerOptions o = preset.options();
        // Heads before components: the one is a multiple of the other.
        if (heads != null || dim != null) {
            int presetHeads = o.heads();
            o = Given.set(o.withHeads(1), "--dim", dim, TransformerOptions::withDim);
            o = heads != null
                    ? Given.set(o, "--heads", heads, TransformerOptions::withHeads)
                    : Given.set(o, "--dim", dim, (to, n) -> to.withHeads(presetHeads));
        }
        o = Given.set(o, "--blocks", blocks, TransformerOptions::withBlocks);
        o = Given.set(o, "--feed-forward", feedForward, TransformerOptions::withFeedForward);
        o = Given.set(o, "--length", length, TransformerOptions::withMaxLength);
        o = Given.set(o, "--block", block, TransformerOptions::withBlock);
        o = Given.set(o, "--activation", activation, TransformerOptions::withActivation);
        o = Given.set(o, "--dropout", dropout, TransformerOptions::withDropout);
        o = Given.set(o, "--attention-dropout", attentionDropout, TransformerOptions::withAttentionDropout);
        o = Given.set(o, "--activation-dropout", activationDropout, TransformerOptions::withActivationDropout);
        if (separateOutputs) {
            o = o.withTiedOutputs(false);
        }
        return o.withTimeBias(o.timeBias() || timeBias)
                .withAttributes(o.attributes() || attributes)
                .withProfile(o.profile() || profile);
    }

    /** A shape in words, in a line. */
    static String describe(TransformerOptions o) {
        StringBuilder text = new StringBuilder(EnumArgument.label(o.objective()))
                .append(", ")
                .append(o.blocks())
                .append(' ')
                .append(EnumArgument.label(o.block()))
                .append(o.blocks() == 1 ? " block" : " blocks")
                .append(", dim ")
                .append(o.dim())
                .append(", ")
                .append(o.heads())
                .append(o.heads() == 1 ? " head" : " heads")
                .append(", feed-forward ")
                .append(o.feedForward())
                .append(' ')
                .append(EnumArgument.label(o.activation()))
                .append(", length ")
                .append(o.maxLength())
                .append(", dropout ")
                .append(o.residualDropout());
        if (o.attentionDropout() != o.residualDropout()) {
            text.append(" (attention ").append(o.attentionDropout()).append(')');
        }
        if (o.activationDropout() != o.residualDropout()) {
            text.append(" (activations ").append(o.activationDropout()).append(')');
        }
        add(text, !o.tiedOutputs(), "separate outputs");
        add(text, o.timeBias(), "time bias");
        add(text, o.attributes(), "attributes");
        add(text, o.profile(), "profile");
        return text.toString();
    }

    private static void add(StringBuilder text, boolean has, String what) {
        if (has) {
            text.append(", ").append(what);
        }
    }

    /** For {@code --block}. */
    static final class BlockArgument extends EnumArgument<TransformerOptions.BlockKind> {
        BlockArgument() {
            super(TransformerOptions.BlockKind.class);
        }
    }

    /** For {@code --activation}. */
    static final class ActivationArgument extends EnumArgument<Activation> {
        ActivationArgument() {
            super(Activation.class);
        }
    }
}
