package io.reco.examples;

import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.examples.model.Presets;

/** Options to start from. */
enum Item2VecPreset {
    /** {@link #MUSIC}, or {@link #UNORDERED} where the order of tracks means nothing. */
    AUTO,
    /** {@link Item2VecOptions#MUSIC}. */
    MUSIC,
    /** {@link Item2VecOptions#TEXT}. */
    TEXT,
    /** {@link Presets#UNORDERED}. */
    UNORDERED;

    /** What {@link #AUTO} stands for; itself for the others. */
    Item2VecPreset resolve(boolean ordered) {
        if (this != AUTO) {
            return this;
        }
        return ordered ? MUSIC : UNORDERED;
    }

    /** The options, where the order means something or not. */
    Item2VecOptions options(boolean ordered) {
        return switch (resolve(ordered)) {
            case TEXT -> Item2VecOptions.TEXT;
            case UNORDERED -> Presets.UNORDERED;
            default -> Item2VecOptions.MUSIC;
        };
    }

    /** For {@code --preset}. */
    static final class Argument extends EnumArgument<Item2VecPreset> {
        Argument() {
            super(Item2VecPreset.class);
        }
    }
}
