package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** One of an artist in a row at most: half the tracks are of one, so few orders will do. */
    @Test
    void theLicenceHoldsInEveryOrder() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 8; i++) {
            String artist = i % 2 == 0 ? "A" : "B" + i;
            catalog.track("t" + i, track -> track.artist(artist).durationMillis(60_000));
        }
        SmallCatalog.Built small = catalog.build();
        LicenceWindow licence = new LicenceWindow(3 * 3_600_000L, 99, 99, 99, 1);
        RulePipeline rules = RulePipeline.of(licence, new BalancedShuffle(0, 0)).withTrace(true);
        Set<List<String>> orders = new HashSet<>();
        int gaveWay = 0;
        for (long seed = 0; seed < 200; seed++) {
            Reranked list = rules.apply(small.all(), small.context().withSeed(seed), 8);
            List<String> free = ids(RulePipeline.of(new BalancedShuffle(0, 0))
                    .apply(small.all(), small.context().withSeed(seed), 8));
            assertThat(list.size()).isEqualTo(8);
            for (int p = 1; p < 8; p++) {
                assertThat(small.catalog().mainArtist(list.track(p)))
                        .as("seed %d, position %d of %s", seed, p, ids(list))
                        .isNotEqualTo(small.catalog().mainArtist(list.track(p - 1)));
            }
            long elsewhere = IntStream.range(0, 8)
                    .filter(p -> !ids(list).get(p).equals(free.get(p)))
                    .count();
            assertThat(list.counts().relaxed("balanced-shuffle"))
                    .as("seed %d", seed)
                    .isEqualTo(elsewhere);
            long told = list.trace().orElseThrow().entries().stream()
                    .filter(entry -> entry.kind() == Trace.Kind.RELAXED)
                    .count();
            assertThat(told).as("seed %d", seed).isEqualTo(elsewhere);
            gaveWay += elsewhere > 0 ? 1 : 0;
            orders.add(ids(list));
        }
        assertThat(gaveWay).as("shuffles that the licence did not let pass").isBetween(100, 199);
        assertThat(orders).as("orders, so that it still is a shuffle").hasSizeGreaterThan(100);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new BalancedShuffle(-1, 0)).hasMessageContaining("keep -1 is not 0 or above");
        assertThatThrownBy(() -> new BalancedShuffle(0, 86_400_000)).hasMessageContaining("dayStartMillis 86400000");
    }
}
