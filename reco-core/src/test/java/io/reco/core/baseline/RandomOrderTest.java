package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.SmallWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomOrderTest {
    private static final Dataset DATA = SmallWorld.timed(1);

    private static List<String> order(long seed, int c) {
        return List.copyOf(Answers.of(RandomOrder.fit(DATA, seed), DATA, Query.forCharacter(SmallWorld.character(c), 1))
                .keySet());
    }

    @Test
    void seedAndCharacterMakeTheOrder() {
        assertThat(order(1, 1)).isEqualTo(order(1, 1)).hasSize(52);
        assertThat(order(1, 1)).isNotEqualTo(order(2, 1)).isNotEqualTo(order(1, 2));
    }

    @Test
    void everyTrackHasTheSameChanceOfTheFirstPlace() {
        // 60 characters x 200 seeds over 52 tracks: 230.8 each, chi-square with 51 degrees of freedom, 0.1 % point
        // 87.97.
        Map<String, Long> first = new HashMap<>();
        for (long seed = 0; seed < 200; seed++) {
            for (int c = 0; c < 60; c++) {
                first.merge(order(seed, c).get(0), 1L, Long::sum);
            }
        }
        double mean = 60 * 200 / 52.0;
        double chiSquare = SmallWorld.tracks().stream()
                .mapToDouble(t -> Math.pow(first.getOrDefault(t, 0L) - mean, 2) / mean)
                .sum();
        assertThat(chiSquare).isLessThan(87.97);
    }
}
