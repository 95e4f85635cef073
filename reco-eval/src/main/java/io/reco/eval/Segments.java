package io.reco.eval;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.Profiles;
import io.reco.eval.metric.MeanAccumulator;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Popularity;
import io.reco.eval.stats.MeanInterval;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Divides characters and their values by gender, age band, length of the history, whether there is one, and how popular its tracks are.
 *
 * <p>The popularity of a history is the mean over its tracks of the share of the rest of the catalogue that is less popular in training
 * (average place of all tracks of its count, from 0 for the least to 1 for the most popular track: equally popular tracks are worth the
 * same, half of them less popular than the others). Its segments are of equal size as far as ties allow: the
 * third of the characters with the lowest values is niche, that with the highest mainstream; the bounds are in the labels. Fewer than
 * three characters with a history are not divided.
 */
final class Segments {
    private static final int[] HISTORY_FROM = {0, 1, 10, 50, 200, 1000};

    private final Map<Gender, IntArrayList> byGender = new EnumMap<>(Gender.class);
    private final Map<AgeBand, IntArrayList> byAge = new EnumMap<>(AgeBand.class);
    private final Map<Integer, IntArrayList> byHistory = new TreeMap<>();
    private final Map<Boolean, IntArrayList> byCold = new TreeMap<>();
    private final DoubleArrayList popularities = new DoubleArrayList();
    private final Profiles profiles;
    private final double[] places;
    private int size;

    Segments(Profiles profiles, @Nullable Popularity popularity) {
        this.profiles = profiles;
        this.places = popularity == null ? new double[0] : places(popularity);
    }

    /** By track, from 0 for the least to 1 for the most popular one; tracks of equal count share the middle of their places. */
    private static double[] places(Popularity popularity) {
        int n = popularity.catalogSize();
        double[] places = new double[n];
        for (int start = 0; start < n; ) {
            int count = popularity.count(popularity.itemAt(start));
            int end = start + 1;
            while (end < n && popularity.count(popularity.itemAt(end)) == count) {
                end++;
            }
            double middle = (start + end - 1) / 2.0;
            for (int place = start; place < end; place++) {
                places[popularity.itemAt(place)] = 1 - middle / (n - 1);
            }
            start = end;
        }
        return places;
    }

    /**
     * Adds the next character.
     *
     * @param character its index
     * @param events number of events of its history, of any kind; none: cold
     * @param context with the distinct tracks of the positive events of its history
     */
    void add(int character, int events, MetricContext context) {
        append(byGender, profiles.gender(character));
        append(byAge, profiles.ageBand(character));
        append(byHistory, bucket(context.historySize()));
        append(byCold, events == 0);
        popularities.add(popularityOf(context));
        size++;
    }

    /** NaN without history. */
    private double popularityOf(MetricContext context) {
        if (context.historySize() == 0 || places.length < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < context.historySize(); i++) {
            sum += places[context.historyItem(i)];
        }
        return sum / context.historySize();
    }

    private Map<String, IntArrayList> byPopularity() {
        double[] sorted = popularities
                .doubleStream()
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (sorted.length < 3) {
            return Map.of();
        }
        double low = sorted[sorted.length / 3];
        double high = sorted[2 * sorted.length / 3];
        String niche = String.format(Locale.ROOT, "niche < %.3f", low);
        String mixed = String.format(Locale.ROOT, "mixed %.3f-%.3f", low, high);
        String mainstream = String.format(Locale.ROOT, "mainstream \u2265 %.3f", high);
        Map<String, IntArrayList> parts = new LinkedHashMap<>();
        for (String label : List.of(niche, mixed, mainstream)) {
            parts.put(label, new IntArrayList());
        }
        for (int row = 0; row < popularities.size(); row++) {
            double value = popularities.getDouble(row);
            if (!Double.isNaN(value)) {
                String label = value < low ? niche : value < high ? mixed : mainstream;
                parts.computeIfAbsent(label, k -> new IntArrayList()).add(row);
            }
        }
        parts.values().removeIf(IntArrayList::isEmpty);
        return parts;
    }

    private <K> void append(Map<K, IntArrayList> parts, K key) {
        parts.computeIfAbsent(key, k -> new IntArrayList()).add(size);
    }

    private static int bucket(int historySize) {
        int bucket = 0;
        while (bucket + 1 < HISTORY_FROM.length && historySize >= HISTORY_FROM[bucket + 1]) {
            bucket++;
        }
        return bucket;
    }

    private static String historyLabel(int bucket) {
        if (bucket == 0) {
            return "none";
        }
        return bucket + 1 == HISTORY_FROM.length
                ? HISTORY_FROM[bucket] + "+"
                : HISTORY_FROM[bucket] + "-" + (HISTORY_FROM[bucket + 1] - 1);
    }

    List<Segment> of(Iterable<MetricValue> values, double confidence) {
        List<Segment> segments = new ArrayList<>();
        byGender.forEach((key, rows) -> segments.add(segment("gender", key.name(), rows, values, confidence)));
        byAge.forEach((key, rows) -> segments.add(segment("age", key.label(), rows, values, confidence)));
        byHistory.forEach((key, rows) -> segments.add(segment("history", historyLabel(key), rows, values, confidence)));
        byCold.forEach((cold, rows) ->
                segments.add(segment("cold", cold ? "no event before" : "has history", rows, values, confidence)));
        byPopularity().forEach((label, rows) -> segments.add(segment("popularity", label, rows, values, confidence)));
        return List.copyOf(segments);
    }

    private static Segment segment(
            String dimension, String label, IntArrayList rows, Iterable<MetricValue> values, double confidence) {
        Map<String, MetricEstimate> metrics = new LinkedHashMap<>();
        for (MetricValue value : values) {
            if (value.isMean()) {
                metrics.put(value.label(), estimate(value, rows, confidence));
            }
        }
        return new Segment(dimension, label, rows.size(), metrics);
    }

    private static MetricEstimate estimate(MetricValue whole, IntArrayList rows, double confidence) {
        double[] part = new double[rows.size()];
        MeanAccumulator mean = new MeanAccumulator();
        for (int i = 0; i < part.length; i++) {
            part[i] = whole.perCharacter()[rows.getInt(i)];
            mean.add(part[i]);
        }
        MetricValue value = new MetricValue(
                whole.label(), whole.direction(), mean.mean(), (int) mean.count(), (int) mean.undefined(), part);
        return new MetricEstimate(
                value, MeanInterval.STUDENT, MeanIntervals.student(MeanIntervals.defined(part), confidence));
    }
}
