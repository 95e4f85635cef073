package io.reco.embeddings;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Tracks that stand in the same playlists as some seeds, by the asymmetric similarity of core's {@link ItemKnn} with playlists
 * for characters: {@code score(j) = sum over distinct seeds i of s(i, j)^q}. Sums are taken in the order of the seeds. Immutable
 * and thread-safe.
 */
final class PlaylistKnn {
    private final ItemKnn knn;
    private final double power;
    private final int[] tieRanks;
    private final int n;

    private PlaylistKnn(ItemKnn knn, double power, int[] tieRanks) {
        this.knn = knn;
        this.power = power;
        this.tieRanks = tieRanks;
        n = tieRanks.length;
    }

    /** Fits on the playlists of a data set that has at least one with a track. */
    static PlaylistKnn fit(Dataset data, ItemKnnOptions options, double power, int threads) {
        Dataset playlists = PlaylistsAsCharacters.of(data).dataset();
        ItemKnn knn = ItemKnn.fit(playlists, EventSemantics.DEFAULT, options, threads);
        return new PlaylistKnn(knn, power, data.catalog().tracks().codePointRanks());
    }

    /** The k best eligible tracks with a score above 0, by index. */
    SearchHits best(int[] seeds, int k, IntPredicate eligible) {
        double[] scores = new double[n];
        IntArrayList touched = new IntArrayList();
        for (int seed : seeds) {
            knn.forEachNeighbour(seed, (j, similarity) -> {
                double part = part(similarity);
                if (part > 0) {
                    if (scores[j] == 0) {
                        touched.add(j);
                    }
                    scores[j] += part;
                }
            });
        }
        TopK top = TopK.of(k, tieRanks);
        for (int i = 0; i < touched.size(); i++) {
            int j = touched.getInt(i);
            float score = (float) scores[j]; // ties are those of the floats that the collector keeps
            if (score >= top.threshold() && eligible.test(j)) {
                top.push(j, score);
            }
        }
        return top.drain();
    }

    /** What each seed adds to the score of each of some tracks, by place in {@code tracks} and then by seed. */
    List<double[]> parts(int[] seeds, int[] tracks) {
        int[] place = new int[n];
        List<double[]> out = new ArrayList<>();
        for (int i = 0; i < tracks.length; i++) {
            place[tracks[i]] = i + 1;
            out.add(new double[seeds.length]);
        }
        for (int s = 0; s < seeds.length; s++) {
            int seed = s;
            knn.forEachNeighbour(seeds[s], (j, similarity) -> {
                if (place[j] > 0) {
                    out.get(place[j] - 1)[seed] = part(similarity);
                }
            });
        }
        return out;
    }

    /** What a similarity adds; 0 where its power is below the smallest double. */
    private double part(float similarity) {
        return power == 1 ? similarity : Math.pow(similarity, power);
    }
}
