package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancedShuffleTest extends RuleContract {
    private static final long DAY = SmallCatalog.DAY;

    @Override
    protected Rule rule() {
        return new BalancedShuffle(0, 0);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new BalancedShuffle(Integer.MAX_VALUE, 0));
    }

    private static List<String> shuffled(long seed, long now, int keep, int dayStart) {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 24; i++) {
            catalog.track(String.format("t%02d", i), i < 12 ? "A" : i < 18 ? "B" : "C");
        }
        SmallCatalog.Built small =
                catalog.build().with(context -> context.withSeed(seed).withNow(now));
        Reranked list = small.apply(new BalancedShuffle(keep, dayStart));
        return ids(list);
    }

    @Test
    void eachArtistIsSpreadEvenly() {
        for (long seed = 0; seed < 100; seed++) {
            List<String> list = shuffled(seed, SmallCatalog.NOW, 0, 0);
            for (int quarter = 0; quarter < 4; quarter++) {
                List<String> part = list.subList(6 * quarter, 6 * quarter + 6);
                long ofA = part.stream().filter(id -> id.compareTo("t12") < 0).count();
                // 12 of 24: three in each quarter, give or take one at each end.
                assertThat(ofA)
                        .as("seed %d, quarter %d of %s", seed, quarter, list)
                        .isBetween(2L, 4L);
            }
        }
    }

    @Test
    void theListStaysForADayAndChangesWithTheDayAndTheCharacter() {
        long midnight = Math.floorDiv(SmallCatalog.NOW, DAY) * DAY;
        List<String> today = shuffled(1, midnight, 0, 0);
        assertThat(shuffled(1, midnight + DAY - 1, 0, 0)).isEqualTo(today);
        assertThat(shuffled(1, midnight + DAY, 0, 0)).isNotEqualTo(today);
        assertThat(shuffled(2, midnight, 0, 0)).isNotEqualTo(today);
        // In Seoul the day began nine hours before.
        int seoul = -9 * 3_600_000;
        assertThat(shuffled(1, midnight + 15 * 3_600_000 - 1, 0, seoul))
                .isNotEqualTo(shuffled(1, midnight + 15 * 3_600_000, 0, seoul));
    }

    @Test
    void everyTrackOfAnArtistMayComeFirst() {
        Set<String> first = new HashSet<>();
        for (long seed = 0; seed < 400; seed++) {
            first.add(shuffled(seed, SmallCatalog.NOW, 0, 0).stream()
                    .filter(id -> id.compareTo("t12") < 0)
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(first).hasSize(12);
    }

    @Test
    void theTopMayStay() {
        assertThat(shuffled(5, SmallCatalog.NOW, 3, 0))
                .startsWith("t00", "t01", "t02")
                .isNotEqualTo(shuffled(5, SmallCatalog.NOW, 24, 0));
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new BalancedShuffle(-1, 0)).hasMessageContaining("keep -1 is not 0 or above");
        assertThatThrownBy(() -> new BalancedShuffle(0, 86_400_000)).hasMessageContaining("dayStartMillis 86400000");
    }
}
