package io.reco.eval.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each catalogue item is in the first {@code k} of a list, and the means that popularity lift compares. Grows
 * by {@link #add}; parts can be merged (counts exactly, means as {@link MeanAccumulator#merge}). Not thread-safe.
 */
public final class Exposure {
    private final int cutoff;
    private final @Nullable Popularity popularity;
    private final int[] counts;
    private long lists;
    private long characters;
    private final MeanAccumulator profilePopularity = new MeanAccumulator();
    private final MeanAccumulator listPopularity = new MeanAccumulator();

    /**
     * @param cutoff first ranks that count, at least 1
     * @param catalogSize number of items, shown or not, {@code N}
     * @param popularity training popularity, or null when no metric needs it
     */
    public Exposure(int cutoff, int catalogSize, @Nullable Popularity popularity) {
        Labels.checkCutoff(cutoff);
        if (catalogSize < 1) {
            throw new IllegalArgumentException("catalogSize is " + catalogSize + ", expected at least 1");
        }
        if (popularity != null && popularity.catalogSize() != catalogSize) {
            throw new IllegalArgumentException(
                    "popularity has " + popularity.catalogSize() + " items, the catalogue " + catalogSize);
        }
        this.cutoff = cutoff;
        this.popularity = popularity;
        this.counts = new int[catalogSize];
    }

    /**
     * {@return what metrics need: one exposure a cutoff, with popularity only where one of them compares it}
     *
     * @param metrics system metrics
     * @param catalogSize number of items, {@code N}
     * @param popularity training popularity, or null when there is none
     */
    public static Map<Integer, Exposure> forMetrics(
            List<SystemMetric> metrics, int catalogSize, @Nullable Popularity popularity) {
        Map<Integer, Boolean> compared = new TreeMap<>();
        metrics.forEach(m -> compared.merge(m.cutoff(), m.comparesPopularity(), Boolean::logicalOr));
        Map<Integer, Exposure> exposures = new TreeMap<>();
        compared.forEach((k, needed) -> exposures.put(k, new Exposure(k, catalogSize, needed ? popularity : null)));
        return exposures;
    }

    /**
     * Counts one character; an empty list counts as a character without list.
     *
     * @param context a character
     * @throws IllegalArgumentException if the list holds an item outside the catalogue
     */
    public void add(MetricContext context) {
        characters++;
        int n = context.size(cutoff);
        if (n == 0) {
            return;
        }
        lists++;
        for (int i = 0; i < n; i++) {
            int item = context.item(i);
            if (item < 0 || item >= counts.length) {
                throw new IllegalArgumentException(
                        "item index " + item + " is outside the catalogue of " + counts.length + " items");
            }
            counts[item]++;
        }
        if (popularity != null && context.historySize() > 0) {
            listPopularity.add(meanCount(popularity, context, n));
            profilePopularity.add(meanHistoryCount(popularity, context));
        }
    }

    private static double meanCount(Popularity popularity, MetricContext context, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += popularity.count(context.item(i));
        }
        return sum / n;
    }

    private static double meanHistoryCount(Popularity popularity, MetricContext context) {
        double sum = 0;
        for (int i = 0; i < context.historySize(); i++) {
            sum += popularity.count(context.historyItem(i));
        }
        return sum / context.historySize();
    }

    /**
     * Adds another part.
     *
     * @param other exposure at the same cutoff over the same catalogue; not modified
     */
    public void merge(Exposure other) {
        if (other.cutoff != cutoff || other.counts.length != counts.length) {
            throw new IllegalArgumentException("cannot merge exposure at cutoff " + other.cutoff + " over "
                    + other.counts.length + " items into cutoff " + cutoff + " over " + counts.length);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        lists += other.lists;
        characters += other.characters;
        profilePopularity.merge(other.profilePopularity);
        listPopularity.merge(other.listPopularity);
    }

    /** {@return the cutoff} */
    public int cutoff() {
        return cutoff;
    }

    /** {@return the size of the catalogue, {@code N}} */
    public int catalogSize() {
        return counts.length;
    }

    /**
     * {@return the number of lists that contain an item}
     *
     * @param item dense item index
     */
    public int count(int item) {
        return counts[item];
    }

    /** {@return all counts. A copy} */
    public int[] counts() {
        return counts.clone();
    }

    /** {@return the sum of all counts} */
    public long total() {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /** {@return the number of non-empty lists} */
    public long lists() {
        return lists;
    }

    /** {@return the number of characters, with or without list} */
    public long characters() {
        return characters;
    }

    /** {@return the mean over characters with list and history of the mean training popularity of their training items} */
    public double profilePopularity() {
        return profilePopularity.mean();
    }

    /** {@return the mean over characters with list and history of the mean training popularity of their list} */
    public double listPopularity() {
        return listPopularity.mean();
    }
}
