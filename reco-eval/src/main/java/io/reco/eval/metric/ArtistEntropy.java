package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/**
 * The entropy, in bits, {@code -sum p log2 p} over the shares {@code p} of the main artists of the first {@code k} items: 0 when one artist fills the list, {@code log2 n} when
 * all {@code n} differ. Items without artist are skipped.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted, as for a list without any artist. Empty truth: does not
 * matter. Ties: items within averaged ties are seen in code-point order. Duplicates are settled and NaN scores refused
 * before, see {@link ListResolver}.
 *
 * <p>Example: list by artists 1, 2, 3, 3: {@code artist_entropy@4 = 1/4*2 + 1/4*2 + 1/2*1 = 1.5}.
 *
 * @param k cutoff, at least 1
 * @param artists main artist per item
 */
public record ArtistEntropy(int k, ItemGroups artists) implements ListMetric {
    /** Checks the cutoff. */
    public ArtistEntropy {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("artist_entropy", k);
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        Int2IntOpenHashMap counts = new Int2IntOpenHashMap();
        int n = 0;
        for (int i = 0; i < context.size(k); i++) {
            int artist = artists.of(context.item(i));
            if (artist != ItemGroups.NONE) {
                counts.addTo(artist, 1);
                n++;
            }
        }
        double weighted = 0;
        int[] sorted = counts.values().toIntArray();
        Arrays.sort(sorted); // one order of summation whatever the hash order is
        for (int count : sorted) {
            weighted += count * Math.log(count);
        }
        return n == 0 ? Double.NaN : Math.max(0, (Math.log(n) - weighted / n) / Math.log(2));
    }
}
