package io.reco.eval.metric;

import java.util.Locale;

/** Which part of the truth counts; music is repeated, and hearing it again is easier to predict. */
public enum TruthPart {
    /** Items the character has in training. */
    REPEAT,
    /** Items the character does not have in training. */
    EXPLORE;

    String suffix() {
        return "_" + name().toLowerCase(Locale.ROOT);
    }
}
