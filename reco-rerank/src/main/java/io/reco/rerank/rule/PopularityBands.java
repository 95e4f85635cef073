package io.reco.rerank.rule;

import io.reco.rerank.Popularity;
import io.reco.rerank.RuleContext;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Three bands of tracks by their count in the training data: head, middle and tail.
 *
 * @param headFrom tracks with this count or more are the head; 0 or above
 * @param middleFrom tracks below the head with this count or more are the middle, the others the tail; in [0, headFrom]
 */
public record PopularityBands(double headFrom, double middleFrom) {
    /** A band. */
    public enum Band {
        /** The most popular tracks. */
        HEAD,
        /** Those between. */
        MIDDLE,
        /** The least popular tracks. */
        TAIL
    }

    /** Checks the ranges. */
    public PopularityBands {
        if (!(middleFrom >= 0 && middleFrom <= headFrom && headFrom <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("popularity bands: middleFrom " + middleFrom + " and headFrom "
                    + headFrom + " are not in 0 <= middleFrom <= headFrom < inf");
        }
    }

    /**
     * Bands by share of all plays: the head is the fewest most popular tracks that have {@code head} of all plays together,
     * head and middle the fewest that have {@code middle} of them. Tracks of equal count are in one band. O(tracks log
     * tracks).
     *
     * @param popularity counts
     * @param trackCount number of tracks in the catalogue
     * @param head share in [0, 1], for example 0.5
     * @param middle share in [head, 1], for example 0.9
     */
    public static PopularityBands ofShares(Popularity popularity, int trackCount, double head, double middle) {
        if (!(head >= 0 && head <= middle && middle <= 1)) {
            throw new IllegalArgumentException("popularity bands: head " + head + " and middle " + middle
                    + " are not in 0 <= head <= middle <= 1");
        }
        double[] counts = new double[trackCount];
        double all = 0;
        for (int t = 0; t < trackCount; t++) {
            counts[t] = popularity.count(t);
            all += counts[t];
        }
        Arrays.sort(counts);
        double sum = 0;
        double headFrom = trackCount == 0 ? 0 : counts[trackCount - 1] + 1;
        double middleFrom = headFrom;
        for (int i = trackCount - 1; i >= 0; i--) {
            if (sum < head * all) {
                headFrom = counts[i];
            }
            if (sum < middle * all) {
                middleFrom = counts[i];
            }
            sum += counts[i];
        }
        return new PopularityBands(headFrom, Math.min(middleFrom, headFrom));
    }

    /** The band of a count. */
    public Band of(double count) {
        return count >= headFrom ? Band.HEAD : count >= middleFrom ? Band.MIDDLE : Band.TAIL;
    }

    /**
     * The tracks of one band.
     *
     * @param bands the bands
     * @param band the band
     */
    public record In(PopularityBands bands, Band band) implements TrackGroup {
        @Override
        public IntPredicate members(RuleContext context) {
            return t -> bands.of(context.popularity().count(t)) == band;
        }
    }
}
