package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsWhatAFullSortPutsFirst(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(60);
            int k = random.nextInt(40);
            float[] scores = new float[n];
            for (int i = 0; i < n; i++) {
                scores[i] = switch (random.nextInt(8)) {
                    case 0 -> Float.NEGATIVE_INFINITY;
                    case 1 -> Float.POSITIVE_INFINITY;
                    case 2 -> -0f;
                    default -> random.nextInt(7) - 3; // many ties
                };
            }
            List<Integer> ranks = new ArrayList<>(IntStream.range(0, n).boxed().toList());
            boolean ranked = random.nextBoolean();
            if (ranked) {
                Collections.shuffle(ranks, random);
            }
            int[] tieRank = ranks.stream().mapToInt(r -> r).toArray();
            List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
            Collections.shuffle(order, random);

            TopK top = ranked ? TopK.of(k, tieRank) : TopK.of(k);
            TopK other = ranked ? TopK.of(k, tieRank) : TopK.of(k);
            boolean split = random.nextBoolean();
            for (int row : order) {
                (split && row % 2 == 0 ? other : top).push(row, scores[row]);
            }
            top.merge(other);

            int[] expected = IntStream.range(0, n)
                    .filter(i -> scores[i] != Float.NEGATIVE_INFINITY)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> scores[i] == 0 ? 0.0 : -(double) scores[i])
                            .thenComparing(i -> tieRank[i]))
                    .limit(k)
                    .mapToInt(i -> i)
                    .toArray();
            SearchHits hits = top.drain();
            assertThat(hits.rows())
                    .as("seed %d, round %d, k %d, scores %s", seed, round, k, Arrays.toString(scores))
                    .containsExactly(expected);
            for (int i = 0; i < hits.size(); i++) {
                assertThat(hits.score(i)).isEqualTo(scores[hits.row(i)]);
            }
        }
    }

    @Test
    void nanIsRefusedWithItsRow() {
        TopK top = TopK.of(1);
        top.push(3, 5f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top.push(17, Float.NaN))
                .withMessage("Score of row 17 is NaN");
    }

    @Test
    void negativeInfinityIsNotEligible() {
        TopK top = TopK.of(3);
        top.push(0, Float.NEGATIVE_INFINITY);
        top.push(1, -Float.MAX_VALUE);
        assertThat(top.drain().rows()).containsExactly(1);
    }

    @Test
    void kZeroKeepsNothing() {
        TopK top = TopK.of(0);
        top.push(0, Float.POSITIVE_INFINITY);
        assertThat(top.drain().size()).isZero();
    }

    @Test
    void kFarAboveTheNumberOfRowsCostsNothing() {
        TopK top = TopK.of(Integer.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            top.push(i, i);
        }
        assertThat(top.drain().rows()).hasSize(100).startsWith(99, 98);
    }

    @Test
    void negativeKIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopK.of(-1)).withMessageContaining("-1");
    }

    @Test
    void theThresholdIsTheWorstKeptScoreOnceFull() {
        TopK top = TopK.of(2);
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        top.push(0, 4);
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        top.push(1, 6);
        assertThat(top.threshold()).isEqualTo(4);
        top.push(2, 5);
        assertThat(top.threshold()).isEqualTo(5);
        top.drain();
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(top.size()).isZero();
    }
}
