package io.reco.embeddings;

/**
 * How words find tracks and playlists; see {@link PlaylistWords}.
 *
 * @param minPlaylists words that fewer playlists carry are not known; 1 or above
 * @param popularityWeight b in the score {@code cosine + b * log(1 + playlists) / log(1 + most playlists)} of tracks, where
 *     playlists is the number that have the track; finite, 0 or above
 */
public record PlaylistWordOptions(int minPlaylists, double popularityWeight) {
    /** Words of three playlists or more, popularity 0.25. */
    public static final PlaylistWordOptions DEFAULT = new PlaylistWordOptions(3, 0.25);

    /** Checks the ranges. */
    public PlaylistWordOptions {
        if (minPlaylists < 1) {
            throw new IllegalArgumentException("minPlaylists " + minPlaylists + " is not 1 or above");
        }
        if (!(popularityWeight >= 0 && popularityWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "popularityWeight " + popularityWeight + " is not a finite number of 0 or above");
        }
    }

    /** A copy with another minimum. */
    public PlaylistWordOptions withMinPlaylists(int newMinPlaylists) {
        return new PlaylistWordOptions(newMinPlaylists, popularityWeight);
    }

    /** A copy with another weight of popularity. */
    public PlaylistWordOptions withPopularityWeight(double newPopularityWeight) {
        return new PlaylistWordOptions(minPlaylists, newPopularityWeight);
    }
}
