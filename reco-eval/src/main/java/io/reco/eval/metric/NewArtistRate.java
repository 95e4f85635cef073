package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * The share of the first {@code k} items, of the items shown, whose main artist the character has not in training: {@code new / n}. Items without artist are not new.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: does not matter. Ties: items within averaged
 * ties are seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list by artists 1, 2, 3, 3, training items by artists 2, 4: {@code new_artist@4 = 3/4}.
 *
 * @param k cutoff, at least 1
 * @param artists main artist per item
 */
public record NewArtistRate(int k, ItemGroups artists) implements ListMetric {
    /** Checks the cutoff. */
    public NewArtistRate {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("new_artist", k);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        IntOpenHashSet heard = artists.ofHistory(context);
        int fresh = 0;
        for (int i = 0; i < n; i++) {
            int artist = artists.of(context.item(i));
            fresh += artist != ItemGroups.NONE && !heard.contains(artist) ? 1 : 0;
        }
        return n == 0 ? Double.NaN : (double) fresh / n;
    }
}
