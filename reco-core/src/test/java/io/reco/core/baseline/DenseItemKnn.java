package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link ItemKnn} straight from its formula: dense, in double, slow. */
final class DenseItemKnn {
    private final Dataset data;
    private final EventSemantics semantics;
    private final ItemKnnOptions options;
    private final double[][] similarity;

    /** One play: track, last time, place among the positive events of the character. */
    private record Play(int track, long millis, int place) {}

    DenseItemKnn(Dataset data, EventSemantics semantics, ItemKnnOptions options) {
        this.data = data;
        this.semantics = semantics;
        this.options = options;
        int n = data.catalog().trackCount();
        similarity = new double[n][n];
        int[] count = new int[n];
        for (int c = 0; c < data.profiles().size(); c++) {
            List<Play> row = lastPlays(c);
            double length = Math.pow(row.size(), -options.lengthExponent());
            for (int p = 0; p < row.size(); p++) {
                count[row.get(p).track()]++;
                for (int q = 0; q < row.size(); q++) {
                    if (p != q) {
                        long gap = Math.abs(row.get(p).millis() - row.get(q).millis());
                        similarity[row.get(p).track()][row.get(q).track()] +=
                                length * fade(options.pair(), gap, Math.abs(p - q));
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double denominator = Math.pow(count[i], options.alpha()) * Math.pow(count[j], 1 - options.alpha())
                        + options.shrinkage();
                similarity[i][j] = similarity[i][j] == 0 ? 0 : similarity[i][j] / denominator;
            }
        }
    }

    private static double fade(Decay decay, double millis, double events) {
        double byTime = decay.halfLifeMillis() == 0 ? 1 : Math.exp(-Math.log(2) * millis / decay.halfLifeMillis());
        double byEvents = decay.halfLifeEvents() == 0 ? 1 : Math.exp(-Math.log(2) * events / decay.halfLifeEvents());
        return byTime * byEvents;
    }

    /** The last positive event on each of the most recent distinct tracks, oldest first. */
    private List<Play> lastPlays(int c) {
        EventLog events = data.events();
        Map<Integer, Play> last = new LinkedHashMap<>();
        int place = 0;
        for (int i = events.start(c); i < events.end(c); i++) {
            if (semantics.isPositive(events, i)) {
                last.remove(events.track(i));
                last.put(events.track(i), new Play(events.track(i), events.timeMillis(i), place++));
            }
        }
        List<Play> row = new ArrayList<>(last.values());
        return row.subList(Math.max(0, row.size() - options.maxTracksPerCharacter()), row.size());
    }

    /** The largest similarities of a track, descending. */
    double[] bestSimilarities(int t) {
        double[] sorted = similarity[t].clone();
        Arrays.sort(sorted);
        double[] best =
                new double[(int) Arrays.stream(sorted).filter(s -> s > 0).count()];
        for (int j = 0; j < best.length; j++) {
            best[j] = sorted[sorted.length - 1 - j];
        }
        return Arrays.copyOf(best, Math.min(best.length, options.neighbours()));
    }

    /** Scores of all tracks with one, all neighbours counted. */
    Map<String, Double> scores(int c) {
        EventLog events = data.events();
        List<Play> row = lastPlays(c);
        int places = 0;
        long latest = 0;
        for (int i = events.start(c); i < events.end(c); i++) {
            if (semantics.isPositive(events, i)) {
                places++;
                latest = events.timeMillis(i);
            }
        }
        Map<String, Double> scores = new HashMap<>();
        for (Play play : row) {
            double weight = fade(options.recency(), latest - play.millis(), places - 1 - play.place());
            for (int j = 0; j < similarity.length; j++) {
                if (similarity[play.track()][j] > 0) {
                    scores.merge(data.catalog().tracks().id(j), weight * similarity[play.track()][j], Double::sum);
                }
            }
        }
        return scores;
    }
}
