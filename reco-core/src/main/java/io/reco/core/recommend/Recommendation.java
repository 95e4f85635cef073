package io.reco.core.recommend;

/**
 * One recommended track.
 *
 * @param trackId raw id
 * @param score the higher the better, comparable within one list only; never NaN
 * @param source name of the model that put it into the list, or the {@linkplain FallbackSource fallback} that filled it in
 */
public record Recommendation(String trackId, double score, String source) {
    /** Refuses NaN. */
    public Recommendation {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("score of track '" + trackId + "' is NaN");
        }
    }

    /** A copy with another score. */
    public Recommendation withScore(double newScore) {
        return new Recommendation(trackId, newScore, source);
    }
}
