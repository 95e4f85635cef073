package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.SmallWorld;
import java.util.Arrays;
import java.util.List;
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
        int[] first = new int[52];
        float[] scores = new float[52];
        for (long seed = 0; seed < 200; seed++) {
            RandomOrder model = RandomOrder.fit(DATA, seed);
            for (int c = 0; c < 60; c++) {
                assertThat(model.score(query(c), scores)).isTrue();
                int best = 0;
                for (int t = 1; t < 52; t++) {
                    best = scores[t] > scores[best] ? t : best;
                }
                first[best]++;
            }
        }
        double mean = 60 * 200 / 52.0;
        double chiSquare = Arrays.stream(first)
                .mapToDouble(n -> Math.pow(n - mean, 2) / mean)
                .sum();
        assertThat(chiSquare).isLessThan(87.97);
    }

    private static ResolvedQuery query(int c) {
        return new ResolvedQuery(c, new int[0], new long[0], true, Gender.UNKNOWN, AgeBand.UNKNOWN, IdMap.ABSENT, 0);
    }
}
