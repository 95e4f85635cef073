package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventSemantics;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * What a character has heard: tracks, artists and genres of the positive events of its history. Made in O(events).
 * Immutable and thread-safe.
 */
public final class Familiarity {
    private final Catalog catalog;
    private final IntOpenHashSet tracks = new IntOpenHashSet();
    private final IntOpenHashSet artists = new IntOpenHashSet();
    private final IntOpenHashSet genres = new IntOpenHashSet();

    private Familiarity(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What the history of a request holds.
     *
     * @param context the request
     * @param semantics which events count as heard
     */
    public static Familiarity of(RuleContext context, EventSemantics semantics) {
        Familiarity heard = new Familiarity(context.catalog());
        ListeningHistory history = context.history();
        for (int j = 0; j < history.size(); j++) {
            if (semantics.isPositive(history.type(j), history.millisPlayed(j))) {
                heard.add(history.track(j));
            }
        }
        return heard;
    }

    private void add(int t) {
        if (tracks.add(t)) {
            for (int l = 0; l < catalog.creditCount(t); l++) {
                artists.add(catalog.creditArtist(t, l));
            }
            for (int l = 0; l < catalog.trackGenres().length(t); l++) {
                genres.add(catalog.trackGenres().get(t, l));
            }
        }
    }

    /** Whether nothing was heard. */
    public boolean isEmpty() {
        return tracks.isEmpty();
    }

    /** Whether track {@code t} was heard. */
    public boolean hasTrack(int t) {
        return tracks.contains(t);
    }

    /** Whether a track that credits artist {@code a} was heard. */
    public boolean hasArtist(int a) {
        return artists.contains(a);
    }

    /** Whether a track of genre {@code g} was heard. */
    public boolean hasGenre(int g) {
        return genres.contains(g);
    }

    /** Whether any credited artist of track {@code t} was heard; false for a track without credits. */
    public boolean hasAnyArtistOf(int t) {
        for (int l = 0; l < catalog.creditCount(t); l++) {
            if (artists.contains(catalog.creditArtist(t, l))) {
                return true;
            }
        }
        return false;
    }
}
