package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextItemsTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    @Test
    void ranksAmongAllCandidates() {
        NextItems result = new NextItems(IdMap.of(List.of("a", "b", "c", "d")), 2);
        result.add(new float[] {4, 3, 2, 1}, 0); // rank 1
        result.add(new float[] {4, 3, 2, 1}, 1); // rank 2
        result.add(new float[] {4, 3, 2, 1}, 3); // rank 4, beyond k
        result.add(new float[] {NONE, 3, 2, 1}, 0); // no candidate
        result.addMiss();

        assertThat(result.cases()).isEqualTo(5);
        assertThat(result.hitRate()).isEqualTo(2 / 5.0);
        assertThat(result.reciprocalRank()).isCloseTo((1 + 0.5 + 0.25) / 5, within(1e-12));
        assertThat(result.ndcg()).isCloseTo((1 + Math.log(2) / Math.log(3)) / 5, within(1e-12));
    }

    @Test
    void tiesGoById() {
        IdMap items = IdMap.of(List.of("b", "a"));
        NextItems ofA = new NextItems(items, 1);
        ofA.add(new float[] {1, 1}, 1);
        NextItems ofB = new NextItems(items, 1);
        ofB.add(new float[] {1, 1}, 0);

        assertThat(ofA.hitRate()).isEqualTo(1);
        assertThat(ofB.hitRate()).isZero();
    }

    @Test
    void holdsOutTheLastItem() {
        List<int[]> train = NextItems.withoutLast(List.of(new int[] {1, 2, 3}, new int[] {4}, new int[0]));

        assertThat(train.get(0)).containsExactly(1, 2);
        assertThat(train.get(1)).isEmpty();
        assertThat(train.get(2)).isEmpty();
    }

    @Test
    void validationAndTestPairsAreOfDifferentSessions() {
        List<int[]> sessions = new ArrayList<>();
        for (int s = 0; s < 30; s++) {
            sessions.add(s % 3 == 0 ? new int[] {s} : new int[] {99, 100 + s, 200 + s});
        }
        List<int[]> validation = NextItems.lastPairs(sessions, 0, 12, 7);
        List<int[]> test = NextItems.lastPairs(sessions, 12, 12, 7);

        assertThat(validation).hasSize(12);
        assertThat(test).hasSize(8); // 20 sessions have two items
        Set<Integer> lasts = new HashSet<>();
        for (List<int[]> part : List.of(validation, test)) {
            for (int[] pair : part) {
                assertThat(pair[1]).isEqualTo(pair[0] + 100);
                assertThat(lasts.add(pair[1])).isTrue();
            }
        }
    }
}
