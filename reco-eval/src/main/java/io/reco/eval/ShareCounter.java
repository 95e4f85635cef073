package io.reco.eval;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.Popularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts {@link ListShares} over characters, in their order. Not thread-safe. */
final class ShareCounter {
    private static final int PARTS = 10;

    private final int cutoff;
    private final @Nullable Popularity popularity;
    private final int[][] genres;
    private final IdMap genreIds;
    private final long[] exposure;
    private final double[] historyShares;
    private final double[] listShares;
    private final double[] historyOfOne;
    private final double[] listOfOne;
    private int characters;

    ShareCounter(int cutoff, Catalog catalog, @Nullable Popularity popularity) {
        this.cutoff = cutoff;
        this.popularity = popularity;
        IntLists lists = catalog.trackGenres();
        genres = new int[catalog.trackCount()][];
        for (int t = 0; t < genres.length; t++) {
            genres[t] = Arrays.stream(lists.toArray(t)).distinct().toArray();
        }
        genreIds = catalog.genres();
        exposure = new long[genres.length];
        historyShares = new double[genreIds.size()];
        listShares = new double[genreIds.size()];
        historyOfOne = new double[genreIds.size()];
        listOfOne = new double[genreIds.size()];
    }

    void add(MetricContext context) {
        int n = context.size(cutoff);
        Arrays.fill(historyOfOne, 0);
        Arrays.fill(listOfOne, 0);
        int listed = 0;
        for (int i = 0; i < n; i++) {
            exposure[context.item(i)]++;
            listed += addGenres(context.item(i), listOfOne);
        }
        if (listed == 0) {
            return;
        }
        int heard = 0;
        for (int i = 0; i < context.historySize(); i++) {
            heard += addGenres(context.historyItem(i), historyOfOne);
        }
        if (heard == 0) {
            return;
        }
        characters++;
        for (int g = 0; g < listShares.length; g++) {
            historyShares[g] += historyOfOne[g] / heard;
            listShares[g] += listOfOne[g] / listed;
        }
    }

    private int addGenres(int track, double[] shares) {
        for (int genre : genres[track]) {
            shares[genre] += 1.0 / genres[track].length;
        }
        return genres[track].length > 0 ? 1 : 0;
    }

    ListShares shares() {
        return new ListShares(cutoff, byPopularity(), byGenre());
    }

    private List<ListShares.Share> byPopularity() {
        if (popularity == null || popularity.total() == 0 || exposure.length < PARTS) {
            return List.of();
        }
        double shown = Arrays.stream(exposure).sum();
        List<ListShares.Share> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            long heard = 0;
            long listed = 0;
            int end = (int) ((part + 1L) * exposure.length / PARTS);
            for (int place = (int) ((long) part * exposure.length / PARTS); place < end; place++) {
                heard += popularity.count(popularity.itemAt(place));
                listed += exposure[popularity.itemAt(place)];
            }
            parts.add(new ListShares.Share(
                    Integer.toString(part + 1), heard / (double) popularity.total(), listed / shown));
        }
        return parts;
    }

    private List<ListShares.Share> byGenre() {
        List<ListShares.Share> all = new ArrayList<>();
        for (int g = 0; g < listShares.length && characters > 0; g++) {
            all.add(new ListShares.Share(genreIds.id(g), historyShares[g] / characters, listShares[g] / characters));
        }
        all.sort(Comparator.comparingDouble(ListShares.Share::training).reversed());
        return all;
    }
}
