package io.reco.rerank.session;

import io.reco.core.data.EventSemantics;

/**
 * Dials of a {@link Radio}.
 *
 * @param newTracks share of tracks the listener has never heard, in [0, 1]
 * @param newArtists share of tracks by artists the listener has never heard, in [0, newTracks]: a part of those tracks
 * @param artistWeight by how much a skip, a like or a replay moves the tracks of the same artists, in widths of the scores of
 *     the candidates, 0 or above; 1: after a skip, no better than the last of those that nothing was told about
 * @param genreWeight the same for the tracks of the same genres, 0 or above
 * @param depth number of candidates to begin with, 1 or above
 * @param strictDepth down to which depth candidates are pulled before the budget, or a soft rule, gives way; 0 or above
 * @param semantics which events of the history count as heard
 */
public record RadioOptions(
        double newTracks,
        double newArtists,
        double artistWeight,
        double genreWeight,
        int depth,
        int strictDepth,
        EventSemantics semantics) {
    /** Three tracks of ten are new, one or two of these by new artists; a skip weighs 1 on artists and 1/2 on genres. */
    public static final RadioOptions DEFAULT = new RadioOptions(0.3, 0.15, 1, 0.5, 200, 1000, EventSemantics.DEFAULT);

    /** Checks the ranges. */
    public RadioOptions {
        if (!(newTracks >= 0 && newTracks <= 1)) {
            throw new IllegalArgumentException("newTracks " + newTracks + " is not in [0, 1]");
        }
        if (!(newArtists >= 0 && newArtists <= newTracks)) {
            throw new IllegalArgumentException(
                    "newArtists " + newArtists + " is not in [0, " + newTracks + "], the share of new tracks");
        }
        requireWeight("artistWeight", artistWeight);
        requireWeight("genreWeight", genreWeight);
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
        if (strictDepth < 0) {
            throw new IllegalArgumentException("strictDepth " + strictDepth + " is not 0 or above");
        }
    }

    private static void requireWeight(String field, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(field + " " + weight + " is not a finite number of 0 or above");
        }
    }

    /** A copy with this budget. */
    public RadioOptions withBudget(double newTracksShare, double newArtistsShare) {
        return new RadioOptions(
                newTracksShare, newArtistsShare, artistWeight, genreWeight, depth, strictDepth, semantics);
    }

    /** A copy with these weights of what the listener does. */
    public RadioOptions withWeights(double newArtistWeight, double newGenreWeight) {
        return new RadioOptions(newTracks, newArtists, newArtistWeight, newGenreWeight, depth, strictDepth, semantics);
    }

    /** A copy with these depths. */
    public RadioOptions withDepths(int newDepth, int newStrictDepth) {
        return new RadioOptions(newTracks, newArtists, artistWeight, genreWeight, newDepth, newStrictDepth, semantics);
    }
}
