package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventType;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.JustPlayed;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicenceWindowTest extends RuleContract {
    private static final int MAX = Integer.MAX_VALUE;
    private static final int MINUTE = 60_000;

    @Override
    protected Rule rule() {
        return new LicenceWindow(3_600_000, 2, 1, 3, 1);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new LicenceWindow(3_600_000, MAX, MAX, MAX, MAX));
    }

    /** Tracks of half an hour. */
    private static SmallCatalog.Built tracks(String... artists) {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < artists.length; i++) {
            String artist = artists[i];
            catalog.track("t" + i, track -> track.artist(artist).durationMillis(30 * MINUTE));
        }
        return catalog.build();
    }

    @Test
    void aTrackThatMayNotComeNowComesWhenTheWindowHasMovedOn() {
        SmallCatalog.Built small = tracks("A", "A", "A", "B", "C", "D");
        // Two of an artist in an hour: the first A has left the window when the third track ends.
        Reranked list = small.apply(new LicenceWindow(60 * MINUTE, MAX, MAX, 1, MAX));
        assertThat(ids(list)).containsExactly("t0", "t3", "t1", "t4", "t2", "t5");
        assertThat(list.counts().relaxed("licence-window")).isZero();
        assertThat(list.counts().moved("licence-window")).isPositive();
    }

    @Test
    void runsAreLimitedOfTheirOwn() {
        SmallCatalog.Built small = tracks("A", "A", "A", "B", "A", "C");
        assertThat(ids(small.apply(new LicenceWindow(1, MAX, MAX, MAX, 2))))
                .containsExactly("t0", "t1", "t3", "t2", "t4", "t5");
    }

    @Test
    void theListComesOutShortRatherThanBreakTheLicence() {
        Reranked list = tracks("A", "A", "A").apply(new LicenceWindow(180 * MINUTE, MAX, MAX, 2, MAX));
        assertThat(ids(list)).containsExactly("t0", "t1");
        assertThat(list.shortfall()).contains("2 of 3 tracks: there are 3 candidates, 1 dropped by licence-window");
        Trace trace = list.trace().orElseThrow();
        assertThat(trace.of("t2")).extracting(Trace.Entry::kind).contains(Trace.Kind.DROPPED);
        assertThat(trace.explain()).contains("t2  licence-window dropped (too many in the window or in a row)");
    }

    /** A track that waited for its turn until the list was full was not dropped. */
    @Test
    void whatOnlyHasToWaitIsNotDropped() {
        Reranked list = RulePipeline.of(new LicenceWindow(180 * MINUTE, MAX, MAX, 1, MAX))
                .withTrace(true)
                .apply(
                        tracks("A", "A", "B", "C").all(),
                        tracks("A", "A", "B", "C").context(),
                        2);
        assertThat(ids(list)).containsExactly("t0", "t2");
        assertThat(list.counts().dropped("licence-window")).isZero();
    }

    /** A pinned track that never could come is told as well. */
    @Test
    void aPinThatMayNotComeIsTold() {
        Reranked list = tracks("A", "A", "B")
                .apply(
                        new LicenceWindow(180 * MINUTE, MAX, MAX, 1, MAX),
                        new Pins(List.of(Pins.Pin.always("t0", 0), Pins.Pin.always("t1", 1))));
        assertThat(ids(list)).containsExactly("t0", "t2");
        assertThat(list.shortfall()).hasValueSatisfying(why -> assertThat(why).endsWith("1 dropped by licence-window"));
    }

    @Test
    void whatWasJustPlayedCounts() {
        SmallCatalog.Built small = tracks("A", "B", "A", "A");
        JustPlayed played = JustPlayed.backToBack(
                new int[] {2, 3}, small.catalog(), small.context().nowMillis());
        assertThat(played.startMillis(0)).isEqualTo(SmallCatalog.NOW - 60 * MINUTE);
        SmallCatalog.Built after = small.with(context -> context.withJustPlayed(played));
        assertThat(ids(after.apply(new LicenceWindow(90 * MINUTE, MAX, MAX, 2, MAX))))
                .startsWith("t1", "t0");
        assertThat(ids(after.apply(new LicenceWindow(60 * MINUTE, MAX, MAX, 2, MAX))))
                .startsWith("t0");
        assertThat(ids(after.apply(new LicenceWindow(1, MAX, MAX, MAX, 2)))).startsWith("t1");
    }

    @Test
    void withoutItTheListensOfTheHistoryCount() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a", "A")
                .track("a2", "A")
                .track("b", "B")
                .event(EventType.LISTEN, "a2", SmallCatalog.NOW - 30 * MINUTE, -1)
                .event(EventType.SKIP, "b", SmallCatalog.NOW - 20 * MINUTE, -1)
                .build();
        assertThat(ids(small.apply(new LicenceWindow(60 * MINUTE, MAX, MAX, 1, MAX))))
                .containsExactly("b");
        assertThat(ids(small.apply(new LicenceWindow(30 * MINUTE, MAX, MAX, 1, MAX))))
                .containsExactly("a", "b");
    }

    @Test
    void noWindowHoldsMoreThanIsAllowed() {
        noWindowHoldsMoreThanIsAllowed(new LicenceWindow(20 * MINUTE, 2, 1, 3, 2));
    }

    /** The law holds for the list that is played, and so for what a shuffle makes of it. */
    @Test
    void noWindowHoldsMoreAfterAShuffle() {
        noWindowHoldsMoreThanIsAllowed(new LicenceWindow(20 * MINUTE, 2, 1, 3, 2), new BalancedShuffle(0, 0));
        noWindowHoldsMoreThanIsAllowed(
                new LicenceWindow(20 * MINUTE, 2, 1, 3, 2),
                new BalancedShuffle(1, 0),
                Cap.perArtist(6),
                new Pins(List.of(Pins.Pin.always("t1", 2))));
    }

    /** In random lists, worked out track by track. */
    private static void noWindowHoldsMoreThanIsAllowed(Rule... rules) {
        LicenceWindow rule = (LicenceWindow) rules[0];
        for (long seed = 0; seed < 300; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SmallCatalog catalog = new SmallCatalog();
            int n = 5 + random.nextInt(30);
            for (int t = 0; t < n; t++) {
                catalog.track(
                        "t" + t,
                        track -> track.artist("A" + random.nextInt(4))
                                .album("b" + random.nextInt(4))
                                .durationMillis((1 + random.nextInt(6)) * MINUTE));
            }
            long ofRequest = seed;
            SmallCatalog.Built small = catalog.build().with(context -> context.withSeed(ofRequest));
            Reranked list = small.apply(rules);
            assertThat(ids(list)).as("seed %d", seed).doesNotHaveDuplicates();
            long[] starts = new long[list.size() + 1];
            for (int p = 0; p < list.size(); p++) {
                starts[p + 1] = starts[p] + small.catalog().durationMillis(list.track(p));
                int artist = 0;
                int album = 0;
                for (int q = p; q >= 0 && starts[p] - starts[q] < rule.windowMillis(); q--) {
                    artist += same(small.catalog(), list, p, q, true) ? 1 : 0;
                    album += same(small.catalog(), list, p, q, false) ? 1 : 0;
                }
                assertThat(artist).as("seed %d, position %d", seed, p).isLessThanOrEqualTo(3);
                assertThat(album).as("seed %d, position %d", seed, p).isLessThanOrEqualTo(2);
                if (p > 0) {
                    assertThat(same(small.catalog(), list, p, p - 1, false))
                            .as("seed %d, position %d", seed, p)
                            .isFalse();
                }
                if (p > 1) {
                    assertThat(same(small.catalog(), list, p, p - 1, true)
                                    && same(small.catalog(), list, p, p - 2, true))
                            .as("seed %d, position %d", seed, p)
                            .isFalse();
                }
            }
        }
    }

    private static boolean same(Catalog catalog, Reranked list, int p, int q, boolean artist) {
        return artist
                ? catalog.mainArtist(list.track(p)) == catalog.mainArtist(list.track(q))
                : catalog.album(list.track(p)) == catalog.album(list.track(q));
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new LicenceWindow(0, 1, 1, 1, 1)).hasMessageContaining("windowMillis 0");
        assertThatThrownBy(() -> new LicenceWindow(1, 1, 1, 1, 0)).hasMessageContaining("artistRun 0");
        assertThatThrownBy(() -> JustPlayed.of(new int[] {1, 2}, new long[] {5, 4}))
                .hasMessageContaining("start time 4 of track 1");
    }
}
