package io.reco.rerank;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Block;
import io.reco.core.data.EventType;
import io.reco.core.data.Profile;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.RecentlyListened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeverEmptyTest {
    @Test
    void aMinimumOfZeroChangesNothing() {
        for (long seed = 0; seed < 200; seed++) {
            RandomWorld world = RandomWorld.of(seed, 40);
            List<String> names = List.of("recently-listened", "artist-cap");
            RulePipeline with =
                    RulePipeline.of(RecentlyListened.dropWithinDays(30), Cap.perArtist(1), new NeverEmpty(0, names));
            RulePipeline without = RulePipeline.of(RecentlyListened.dropWithinDays(30), Cap.perArtist(1));
            assertThat(with.apply(world.candidates(), world.context(), 20).items())
                    .as("RandomWorld.of(" + seed + ", 40)")
                    .isEqualTo(without.apply(world.candidates(), world.context(), 20)
                            .items());
        }
    }

    /** In random worlds: the strict list is the top of the loose one, and there is enough unless all is used up. */
    @Test
    void theStrictListIsTheTopOfTheLooseOne() {
        int loosened = 0;
        for (long seed = 0; seed < 500; seed++) {
            RandomWorld world = RandomWorld.of(seed, 40);
            List<Rule> rules = List.of(Blocked.DEFAULT, RecentlyListened.dropWithinDays(60), Cap.perArtist(1));
            List<Rule> loose = new ArrayList<>(rules);
            loose.add(new NeverEmpty(8, List.of("recently-listened", "artist-cap")));
            String repeat = "RandomWorld.of(" + seed + ", 40)";
            List<String> strict = ids(RulePipeline.of(rules).apply(world.candidates(), world.context(), 12));
            Reranked list = RulePipeline.of(loose).apply(world.candidates(), world.context(), 12);
            assertThat(ids(list).subList(0, strict.size())).as(repeat).isEqualTo(strict);
            assertThat(ids(list)).as(repeat).doesNotHaveDuplicates();
            int open = RulePipeline.of(Blocked.DEFAULT)
                    .apply(world.candidates(), world.context(), 12)
                    .size();
            assertThat(list.size()).as(repeat).isGreaterThanOrEqualTo(Math.min(8, open));
            loosened += list.setAside().isEmpty() ? 0 : 1;
        }
        assertThat(loosened).isPositive();
    }

    private static SmallCatalog.Built music() {
        return new SmallCatalog()
                .track("a1", "A")
                .track("heard", "B")
                .track("a2", "A")
                .track("blocked", "X")
                .track("a3", "A")
                .event(EventType.LISTEN, "heard", 1)
                .me(Profile.of("me").withAversions(List.of(), List.of(Block.forEver(Block.Kind.ARTIST, "X"))))
                .build();
    }

    private static Reranked list(int k, NeverEmpty ladder) {
        SmallCatalog.Built small = music();
        return RulePipeline.of(Blocked.DEFAULT, RecentlyListened.dropWithinDays(7), Cap.perArtist(1), ladder)
                .withTrace(true)
                .apply(small.all(), small.context(), k);
    }

    @Test
    void rulesAreSetAsideOneAfterTheOtherUntilThereIsEnough() {
        List<String> names = List.of("recently-listened", "artist-cap");
        assertThat(ids(list(5, new NeverEmpty(1, names)))).containsExactly("a1");
        Reranked two = list(5, new NeverEmpty(2, names));
        assertThat(ids(two)).containsExactly("a1", "heard");
        assertThat(two.setAside()).containsExactly("recently-listened");
        assertThat(two.relaxedRule(0)).isEmpty();
        assertThat(two.relaxedRule(1)).contains("recently-listened");
        Reranked three = list(5, new NeverEmpty(3, names));
        assertThat(ids(three)).containsExactly("a1", "heard", "a2", "a3");
        assertThat(three.setAside()).containsExactly("recently-listened", "artist-cap");
        assertThat(three.relaxedRule(1)).contains("recently-listened");
        assertThat(three.relaxedRule(2)).contains("artist-cap");
        assertThat(three.counts().relaxed("artist-cap")).isEqualTo(2);
        Trace trace = three.trace().orElseThrow();
        assertThat(trace.of("a2")).extracting(Trace.Entry::kind).startsWith(Trace.Kind.SET_ASIDE);
        assertThat(trace.explain()).contains("set aside: [recently-listened, artist-cap]");
    }

    @Test
    void whatWasFoundUnderAllRulesStaysOnTop() {
        // By score the heard track would come second.
        assertThat(ids(list(5, new NeverEmpty(2, List.of("artist-cap", "recently-listened")))))
                .containsExactly("a1", "a2", "a3");
    }

    @Test
    void noMoreThanKIsWanted() {
        Reranked list = list(2, new NeverEmpty(10, List.of("artist-cap", "recently-listened")));
        assertThat(ids(list)).containsExactly("a1", "a2");
        assertThat(list.setAside()).containsExactly("artist-cap");
    }

    @Test
    void whatMayNotBeShownStaysOut() {
        Reranked list = list(5, new NeverEmpty(5, List.of("artist-cap", "recently-listened")));
        assertThat(ids(list)).doesNotContain("blocked").hasSize(4);
        assertThat(list.shortfall()).contains("4 of 5 tracks: there are 5 candidates, 1 dropped by blocked");
    }

    @Test
    void theSourceIsPulledFirst() {
        SmallCatalog.Built small = music();
        Candidates all = small.all();
        CandidateSource source = n -> n > 3 ? all : Candidates.of(new int[] {0, 2, 4}, new double[] {5, 3, 1}, "model");
        Reranked list = RulePipeline.of(Cap.perArtist(1), new NeverEmpty(2, List.of("artist-cap")))
                .apply(source, small.context(), 2, 3);
        assertThat(ids(list)).containsExactly("a1", "heard");
        assertThat(list.setAside()).isEmpty();
    }

    @Test
    void rulesThatKeepAwayWhatMayNotBeShownCannotBeNamed() {
        assertThatThrownBy(() -> RulePipeline.of(Blocked.DEFAULT, new NeverEmpty(1, List.of("blocked"))))
                .hasMessage("never-empty: rule 'blocked' may not be set aside");
        assertThatThrownBy(() -> RulePipeline.of(new DislikedTracks(), new NeverEmpty(1, List.of("disliked-tracks"))))
                .hasMessage("never-empty: rule 'disliked-tracks' may not be set aside");
        assertThatThrownBy(() -> RulePipeline.of(Playable.byCatalog(), new NeverEmpty(1, List.of("cap"))))
                .hasMessageContaining("there is no rule 'cap' among [playable, never-empty]");
        assertThatThrownBy(() -> new NeverEmpty(-1, List.of())).hasMessageContaining("minimum -1 is not 0 or above");
        assertThatThrownBy(() -> new NeverEmpty(1, List.of("a", "a"))).hasMessageContaining("names a rule twice");
        assertThatThrownBy(() -> RulePipeline.of(new NeverEmpty(1, List.of()), new NeverEmpty(2, List.of())))
                .hasMessageContaining("2 rules never-empty");
    }
}
