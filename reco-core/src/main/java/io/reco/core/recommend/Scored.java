package io.reco.core.recommend;

/**
 * A raw id with a score: a similar artist, a similar track, a playlist.
 *
 * @param id raw id
 * @param score the higher the better; never NaN
 */
public record Scored(String id, double score) {
    /** Refuses NaN. */
    public Scored {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("score of '" + id + "' is NaN");
        }
    }
}
