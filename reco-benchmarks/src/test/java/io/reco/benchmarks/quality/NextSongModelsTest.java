package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextSongModelsTest {
    @Test
    void markovSmoothsTransitionsWithThePrior() {
        // Transitions 0>1, 1>2, 0>1, 1>0: prior (n_j + 1) / (4 + 3) = 2/7, 3/7, 2/7.
        MarkovChain chain = new MarkovChain(List.of(new int[] {0, 1, 2}, new int[] {0, 1, 0}), 3, 2);
        double[] p = new double[3];

        chain.probabilities(1, p); // n_1 = 2: one to 2, one to 0
        assertThat(p[0]).isCloseTo((1 + 2 * 2 / 7.0) / 4, within(1e-12));
        assertThat(p[1]).isCloseTo((0 + 2 * 3 / 7.0) / 4, within(1e-12));
        assertThat(p[2]).isCloseTo((1 + 2 * 2 / 7.0) / 4, within(1e-12));
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));

        chain.probabilities(2, p); // nothing follows 2: the prior
        double[] prior = new double[3];
        chain.prior(prior);
        assertThat(p).containsExactly(prior, within(1e-12));
        assertThat(prior[1]).isCloseTo(3 / 7.0, within(1e-12));
    }

    @Test
    void directedPairsGoForwardOnly() {
        List<String> pairs = new ArrayList<>();
        DirectedPairs.of(List.of(new int[] {0, 1, 2}, new int[] {3}), 10, 1)
                .forEach((owner, tracks, n) -> pairs.add(owner + ":" + tracks[0] + ">" + tracks[1] + "/" + n));
        assertThat(pairs).containsExactly("0:0>11/2", "0:1>12/2");

        pairs.clear();
        DirectedPairs.of(List.of(new int[] {0, 1, 2}), 10, 2)
                .forEach((owner, tracks, n) -> pairs.add(tracks[0] + ">" + tracks[1]));
        assertThat(pairs).containsExactly("0>11", "0>12", "1>12");
    }

    @Test
    void dividesWholePlaylists() {
        List<int[]> playlists = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            playlists.add(new int[] {i, i});
        }
        List<List<int[]>> parts = NextSongQuality.divide(playlists, 3);

        assertThat(parts.stream().map(List::size)).containsExactly(28, 4, 8);
        assertThat(parts.stream().flatMap(List::stream).map(p -> p[0]).distinct())
                .hasSize(40);
        assertThat(parts.get(2).stream().map(p -> p[0]).toList())
                .isNotEqualTo(NextSongQuality.divide(playlists, 4).get(2).stream()
                        .map(p -> p[0])
                        .toList());
    }
}
