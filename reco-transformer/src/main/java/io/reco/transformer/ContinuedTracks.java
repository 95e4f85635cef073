package io.reco.transformer;

import java.util.List;

/**
 * The answer of a {@link Continuation}.
 *
 * @param tracks in the order in which they are played; fewer than wanted if no more tracks could come, none if the model knows no
 *     track of the history
 * @param unknownIds how many distinct ids of the request the model does not have
 */
public record ContinuedTracks(List<ContinuedTrack> tracks, int unknownIds) {
    /** Copies the list. */
    public ContinuedTracks {
        tracks = List.copyOf(tracks);
    }

    /** Raw ids in order. */
    public List<String> trackIds() {
        return tracks.stream().map(ContinuedTrack::trackId).toList();
    }

    /** Natural logarithm of the probability of the whole continuation; 0 for an empty one. */
    public double logProbability() {
        return tracks.stream().mapToDouble(ContinuedTrack::logProbability).sum();
    }
}
