package io.reco.core.recommend;

/**
 * What one track of a history adds to the score of a recommended one.
 *
 * @param trackId raw id of the track of the history
 * @param amount score with the whole history minus score without this track; negative when it speaks against, positive infinity
 *     when the score rests on this track alone and no score can be set against it ({@link TrackScorer#noOpinion})
 */
public record Contribution(String trackId, double amount) {
    /** Refuses NaN. */
    public Contribution {
        if (Double.isNaN(amount)) {
            throw new IllegalArgumentException("contribution of track '" + trackId + "' is NaN");
        }
    }
}
