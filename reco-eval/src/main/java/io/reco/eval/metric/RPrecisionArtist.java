package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * R-precision with a quarter of credit for a right artist (RecSys Challenge 2018). With {@code S} the first {@code |R|} items
 * of the list: {@code (relevant tracks in S + 0.25 * shared artists) / |R|}. Variant {@code a} counts the artists
 * that {@code S} and {@code R} share, so that a perfect list exceeds 1; variant {@code b} counts only artists shared by
 * tracks that did not match.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: items within averaged ties are seen in code-point order.
 * Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code a, y, b}, relevant {@code a, b}, {@code a}, {@code b} and {@code y} by artist 1, so {@code S} is {@code a, y}: {@code rprec_artist_a = (1 + 0.25) / 2}, and as {@code y} and {@code b} are left unmatched and share artist 1,
 * {@code rprec_artist_b = (1 + 0.25) / 2} too.
 *
 * @param artists main artist per item
 * @param unmatchedOnly variant {@code b}
 */
public record RPrecisionArtist(ItemGroups artists, boolean unmatchedOnly) implements ListMetric {
    private static final double ARTIST_CREDIT = 0.25;

    @Override
    public String label() {
        return unmatchedOnly ? "rprec_artist_b" : "rprec_artist_a";
    }

    @Override
    public double value(MetricContext context) {
        int relevant = context.relevantCount();
        if (relevant == 0) {
            return 0;
        }
        int n = context.size(relevant);
        int matched = 0;
        IntOpenHashSet matchedItems = new IntOpenHashSet(n);
        IntOpenHashSet shown = new IntOpenHashSet(n);
        for (int i = 0; i < n; i++) {
            if (context.relevant(i)) {
                matched++;
                matchedItems.add(context.item(i));
            }
            if (!unmatchedOnly || !context.relevant(i)) {
                artists.addTo(shown, context.item(i));
            }
        }
        IntOpenHashSet wanted = new IntOpenHashSet(relevant);
        Truth truth = context.truth();
        for (int i = 0; i < truth.size(); i++) {
            boolean counts = !unmatchedOnly || !matchedItems.contains(truth.item(i));
            if (truth.grade(i) >= context.level() && counts) {
                artists.addTo(wanted, truth.item(i));
            }
        }
        shown.retainAll(wanted);
        return (matched + ARTIST_CREDIT * shown.size()) / relevant;
    }
}
