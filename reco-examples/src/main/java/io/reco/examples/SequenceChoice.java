package io.reco.examples;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.sequence.Sequences;

/** What is a sentence. */
enum SequenceChoice {
    /** Sessions where events have times, histories where they have not, playlists where there are no events. */
    AUTO,
    /** The events of a character between two pauses. */
    SESSIONS,
    /** All events of a character. */
    HISTORIES,
    /** The tracks of a playlist. */
    PLAYLISTS;

    /** What {@link #AUTO} stands for with this data; itself for the others. */
    SequenceChoice resolve(Dataset data) {
        if (this != AUTO) {
            return this;
        }
        if (data.events().size() == 0 && data.playlists().size() > 0) {
            return PLAYLISTS;
        }
        return data.events().timed() ? SESSIONS : HISTORIES;
    }

    /**
     * The sequences.
     *
     * @throws IllegalArgumentException if the data has none of this kind
     */
    Sequences of(Dataset data) {
        SequenceChoice choice = resolve(data);
        if (choice == PLAYLISTS && data.playlists().size() == 0) {
            throw new IllegalArgumentException("the data has no playlists; use --sequences sessions or histories");
        }
        if (choice != PLAYLISTS && data.events().size() == 0) {
            throw new IllegalArgumentException("the data has no events"
                    + (data.playlists().size() > 0 ? "; use --sequences playlists" : ": there is nothing to train on"));
        }
        if (choice == SESSIONS && !data.events().timed()) {
            throw new IllegalArgumentException(
                    "the events have no times, so that there are no sessions; use --sequences histories");
        }
        return switch (choice) {
            case SESSIONS -> Sequences.sessions(data.events(), EventSemantics.DEFAULT);
            case PLAYLISTS -> Sequences.playlists(data.playlists());
            default -> Sequences.histories(data.events(), EventSemantics.DEFAULT);
        };
    }

    /** For {@code --sequences}. */
    static final class Argument extends EnumArgument<SequenceChoice> {
        Argument() {
            super(SequenceChoice.class);
        }
    }
}
