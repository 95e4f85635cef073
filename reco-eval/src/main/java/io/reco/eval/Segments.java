package io.reco.eval;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.Profiles;
import io.reco.eval.metric.MeanAccumulator;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.MeanInterval;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides characters and their values by gender, age band and length of the training history. */
final class Segments {
    private static final int[] HISTORY_FROM = {0, 1, 10, 50, 200, 1000};

    private final Map<Gender, IntArrayList> byGender = new EnumMap<>(Gender.class);
    private final Map<AgeBand, IntArrayList> byAge = new EnumMap<>(AgeBand.class);
    private final Map<Integer, IntArrayList> byHistory = new TreeMap<>();
    private final Profiles profiles;
    private int size;

    Segments(Profiles profiles) {
        this.profiles = profiles;
    }

    /** Adds the next character: its index and the number of distinct tracks of its positive training events. */
    void add(int character, int historySize) {
        append(byGender, profiles.gender(character));
        append(byAge, profiles.ageBand(character));
        append(byHistory, bucket(historySize));
        size++;
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
