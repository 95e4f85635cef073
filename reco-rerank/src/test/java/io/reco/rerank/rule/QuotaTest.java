package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotaTest extends RuleContract {
    private static final TrackGroup ODD = context -> t -> t % 2 == 1;

    @Override
    protected Rule rule() {
        return new Quota(ODD, 15);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Quota(ODD, 0));
    }

    private static SmallCatalog.Built locals(String... artists) {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < artists.length; i++) {
            catalog.track("t" + i, artists[i]);
        }
        return catalog.build();
    }

    private static Quota local(int atLeast) {
        return new Quota(NamedTracks.of(NamedTracks.By.ARTIST, List.of("L", "M", "not in the catalogue")), atLeast);
    }

    @Test
    void theGroupComesEvenlySpread() {
        SmallCatalog.Built small = locals("A", "B", "C", "D", "L", "M", "E", "L");
        Reranked list = RulePipeline.of(local(2)).apply(small.all(), small.context(), 4);
        assertThat(ids(list)).containsExactly("t0", "t4", "t1", "t5");
        assertThat(list.counts().relaxed("quota")).isZero();
        assertThat(list.counts().moved("quota")).isPositive();
    }

    @Test
    void whatComesByItselfCounts() {
        SmallCatalog.Built small = locals("L", "M", "A", "B", "L");
        assertThat(ids(RulePipeline.of(local(2)).apply(small.all(), small.context(), 4)))
                .containsExactly("t0", "t1", "t2", "t3");
    }

    @Test
    void whereTheGroupRunsOutTheQuotaIsRelaxed() {
        SmallCatalog.Built small = locals("A", "B", "L", "C");
        Reranked list = RulePipeline.of(local(4)).apply(small.all(), small.context(), 4);
        assertThat(ids(list)).containsExactly("t2", "t0", "t1", "t3");
        assertThat(list.relaxedRule(1)).contains("quota");
    }

    /** Whenever the pool has enough of the group, every prefix holds its part. */
    @Test
    void everyPrefixHoldsItsPart() {
        for (long seed = 0; seed < 400; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int n = 4 + random.nextInt(16);
            String[] artists = new String[n];
            int inGroup = 0;
            for (int i = 0; i < n; i++) {
                artists[i] = random.nextInt(3) == 0 ? "L" : "A" + i;
                inGroup += artists[i].equals("L") ? 1 : 0;
            }
            SmallCatalog.Built small = locals(artists);
            int k = 1 + random.nextInt(n);
            int quota = random.nextInt(Math.min(k, inGroup) + 1);
            Reranked list = RulePipeline.of(local(quota)).apply(small.all(), small.context(), k);
            int seen = 0;
            for (int p = 0; p < k; p++) {
                seen += artists[list.track(p)].equals("L") ? 1 : 0;
                assertThat(seen).as("seed %d, position %d", seed, p).isGreaterThanOrEqualTo(quota * (p + 1) / k);
            }
        }
    }

    @Test
    void groupsByAlbumGenreTagAndTrack() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("one", track -> track.album("x").genres(List.of("jazz")).tags(List.of("live")))
                .track("two", track -> track.genres(List.of("rock", "jazz")))
                .build();
        assertThat(members(small, NamedTracks.By.ALBUM, "x")).containsExactly(true, false);
        assertThat(members(small, NamedTracks.By.GENRE, "jazz")).containsExactly(true, true);
        assertThat(members(small, NamedTracks.By.TAG, "live")).containsExactly(true, false);
        assertThat(members(small, NamedTracks.By.TRACK, "two")).containsExactly(false, true);
        NamedTracks group = NamedTracks.of(NamedTracks.By.GENRE, List.of("b", "a"));
        assertThat(group)
                .isEqualTo(NamedTracks.of(NamedTracks.By.GENRE, List.of("a", "b")))
                .hasToString("GENRE a, b")
                .isNotEqualTo(NamedTracks.of(NamedTracks.By.TAG, List.of("a", "b")));
        // The same group with another catalogue.
        SmallCatalog.Built other = new SmallCatalog().track("zero").track("two").build();
        NamedTracks two = NamedTracks.of(NamedTracks.By.TRACK, List.of("two"));
        assertThat(two.members(small.context()).test(1)).isTrue();
        assertThat(two.members(other.context()).test(0)).isFalse();
    }

    private static boolean[] members(SmallCatalog.Built small, NamedTracks.By by, String id) {
        var members = NamedTracks.of(by, List.of(id)).members(small.context());
        return new boolean[] {members.test(0), members.test(1)};
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> local(-1)).hasMessageContaining("atLeast -1 is not 0 or above");
        assertThatThrownBy(() -> NamedTracks.of(NamedTracks.By.TAG, List.of())).hasMessageContaining("names no id");
    }
}
