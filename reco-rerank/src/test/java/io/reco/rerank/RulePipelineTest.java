package io.reco.rerank;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Block;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.UnknownIdException;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.ScoreNormalisation;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulePipelineTest {
    /** n tracks t000, t001, ...; all of artist A but every tenth, which has its own. */
    private static SmallCatalog.Built mostlyOneArtist(int n) {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < n; t++) {
            catalog.track(String.format("t%03d", t), t % 10 == 9 ? "a" + t : "A");
        }
        return catalog.build();
    }

    private static CandidateSource source(SmallCatalog.Built small, List<Integer> asked) {
        Candidates all = small.all();
        return n -> {
            asked.add(n);
            int size = Math.min(n, all.size());
            int[] tracks = new int[size];
            double[] scores = new double[size];
            for (int i = 0; i < size; i++) {
                tracks[i] = all.track(i);
                scores[i] = all.score(i);
            }
            return Candidates.of(tracks, scores, "model");
        };
    }

    @Test
    void pullsTwiceAsDeepUntilKTracksArePlaced() {
        SmallCatalog.Built small = mostlyOneArtist(100);
        List<Integer> asked = new ArrayList<>();
        Reranked list = RulePipeline.of(Cap.perArtist(1)).apply(source(small, asked), small.context(), 5, 10);
        assertThat(asked).containsExactly(10, 20, 40);
        assertThat(list.pulls()).isEqualTo(3);
        assertThat(ids(list)).containsExactly("t000", "t009", "t019", "t029", "t039");
        assertThat(list.shortfall()).isEmpty();
    }

    @Test
    void whenTheSourceHasNoMoreTheListSaysWhyItIsShort() {
        SmallCatalog.Built small = mostlyOneArtist(30);
        List<Integer> asked = new ArrayList<>();
        Reranked list = RulePipeline.of(Cap.perArtist(1)).apply(source(small, asked), small.context(), 5, 3);
        assertThat(asked).containsExactly(5, 10, 20, 40);
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.shortfall()).contains("4 of 5 tracks: there are 30 candidates, 26 dropped by artist-cap");
    }

    @Test
    void theListIsTheOneOfAPoolThatWasThatDeepFromTheBeginning() {
        SmallCatalog.Built small = mostlyOneArtist(100);
        RulePipeline pipeline =
                RulePipeline.of(Cap.perArtist(1), new ScoreNormalisation(ScoreNormalisation.Scale.MIN_MAX));
        Reranked pulled = pipeline.apply(source(small, new ArrayList<>()), small.context(), 5, 10);
        Reranked deep = pipeline.apply(source(small, new ArrayList<>()), small.context(), 5, 40);
        assertThat(pulled.items()).isEqualTo(deep.items());
    }

    @Test
    void rulesRunByStageWhateverTheOrderTheyWereGivenIn() {
        RulePipeline pipeline = RulePipeline.of(
                Spacing.ofArtists(1),
                Cap.perArtist(3),
                PopularityReorder.boost(1),
                AlreadyRecommended.within(1),
                Cap.perArtist(2),
                Playable.byCatalog());
        assertThat(pipeline.ruleNames())
                .containsExactly(
                        "playable",
                        "already-recommended",
                        "popularity",
                        "artist-spacing",
                        "artist-cap",
                        "artist-cap#2");
    }

    @Test
    void withoutRulesTheBestKByScoreAndThenIdComeBack() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("b")
                .track("a")
                .track("\uFF5E")
                .track("\uD834\uDD1E")
                .build();
        // By code point U+FF5E comes before U+1D11E; by UTF-16 unit it would come after.
        Reranked list = RulePipeline.of().apply(small.scored(1, 1, 2, 2), small.context(), 3);
        assertThat(ids(list)).containsExactly("\uFF5E", "\uD834\uDD1E", "a");
    }

    @Test
    void aRuleOfAnotherKindPlugsIn() {
        SequenceRule reverse = new SequenceRule() {
            @Override
            public String name() {
                return "reverse";
            }

            @Override
            public void sequence(int[] order, Pool pool, RuleContext context) {
                for (int p = 0; p < order.length / 2; p++) {
                    int swapped = order[p];
                    order[p] = order[order.length - 1 - p];
                    order[order.length - 1 - p] = swapped;
                }
            }
        };
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", "A")
                .track("2", "A")
                .track("3", "B")
                .build();
        Reranked list = small.apply(reverse, Spacing.ofArtists(1));
        assertThat(ids(list)).containsExactly("2", "3", "1");
        assertThat(list.counts().moved("reverse")).isEqualTo(2);
        assertThat(list.trace().orElseThrow().of("2"))
                .extracting(Trace.Entry::kind)
                .containsExactly(Trace.Kind.HELD_BACK, Trace.Kind.SEQUENCED, Trace.Kind.KEPT);
    }

    @Test
    void aSequenceRuleThatLosesATrackIsCaught() {
        SequenceRule broken = new SequenceRule() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void sequence(int[] order, Pool pool, RuleContext context) {
                Arrays.fill(order, order[0]);
            }
        };
        SmallCatalog.Built small = mostlyOneArtist(3);
        assertThatThrownBy(() -> small.apply(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule 'broken' did not return a permutation");
    }

    @Test
    void aRuleThatMakesNanIsCaught() {
        PoolRule broken = new PoolRule() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Stage stage() {
                return Stage.SCORE;
            }

            @Override
            public void apply(Pool pool, RuleContext context) {
                pool.score(0, Double.NaN);
            }
        };
        SmallCatalog.Built small = mostlyOneArtist(3);
        assertThatThrownBy(() -> small.apply(broken))
                .hasMessage("rule 'broken' made the score 3.0 of track 't000' NaN, which is not finite");
    }

    @Test
    void badPipelinesAndRequestsAreRefused() {
        PoolRule misplaced = new PoolRule() {
            @Override
            public String name() {
                return "misplaced";
            }

            @Override
            public Stage stage() {
                return Stage.FILL;
            }

            @Override
            public void apply(Pool pool, RuleContext context) {}
        };
        assertThatThrownBy(() -> RulePipeline.of(misplaced)).hasMessageContaining("may not run in stage FILL");
        SmallCatalog.Built small = mostlyOneArtist(3);
        assertThatThrownBy(() -> RulePipeline.of().apply(small.all(), small.context(), 0))
                .hasMessage("k 0 is not 1 or above");
        assertThatThrownBy(() -> Candidates.of(new int[] {1, 2, 1}, new double[3], "m"))
                .hasMessage("track index 1 occurs twice");
        assertThatThrownBy(() ->
                        RulePipeline.of().apply(Candidates.of(new int[] {7}, new double[1], "m"), small.context(), 1))
                .hasMessageContaining("track index 7 of candidate 0 is not in [0, 3)");
        RecommendationList foreign =
                new RecommendationList(Optional.empty(), List.of(new Recommendation("x", 1, "m")), Basis.HISTORY, 0, 0);
        assertThatThrownBy(() -> Candidates.of(foreign, small.catalog().tracks()))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void theTraceReadsLikeThis() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("one", "A")
                .track("two", "A")
                .track("bad", "X")
                .track("hit", "B")
                .me(Profile.of("me").withAversions(List.of(), List.of(Block.forEver(Block.Kind.ARTIST, "X"))))
                .build()
                .with(context -> context.withPopularity(Popularity.of(new double[] {0, 0, 0, Math.E - 1})));
        Reranked list = RulePipeline.of(Blocked.DEFAULT, PopularityReorder.boost(1.5), Spacing.ofArtists(1))
                .withTrace(true)
                .apply(small.all(), small.context(), 3);
        String nl = System.lineSeparator();
        assertThat(list.trace().orElseThrow().explain())
                .isEqualTo("surface default: 3 of 3 tracks from 4 candidates, 1 pull" + nl
                        + "rule blocked                  dropped    1  moved    0  relaxed    0   Blocked[snoozeMillis=2592000000]"
                        + nl
                        + "rule popularity               dropped    0  moved    1  relaxed    0   PopularityReorder[mode=BOOST, b=1.5]"
                        + nl
                        + "rule artist-spacing           dropped    0  moved    1  relaxed    0   Spacing[group=ARTIST, gap=1]"
                        + nl
                        + "  1. one  was 1, score 4.0000 -> 4.0000" + nl
                        + "  2. hit  was 4, score 1.0000 -> 2.5000" + nl
                        + "       popularity rescored, 3 -> 3, score 1.0000 -> 2.5000" + nl
                        + "  3. two  was 2, score 3.0000 -> 3.0000" + nl
                        + "       artist-spacing held back (at 2), 2 -> 3" + nl
                        + "   -  bad  blocked dropped (artist), was 3" + nl);
    }

    /** Nine of artist A, then one of B, C, D; spacing is given up within ten candidates, and not within twelve. */
    @Test
    void aStrictDepthIsPulledBeforeASoftRuleGivesWay() {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < 13; t++) {
            catalog.track(String.format("t%02d", t), t < 10 ? "A" : "a" + t);
        }
        SmallCatalog.Built small = catalog.build();
        List<Integer> asked = new ArrayList<>();
        RulePipeline spaced = RulePipeline.of(Spacing.ofArtists(1));
        Reranked early = spaced.apply(source(small, asked), small.context(), 4, 5);
        assertThat(asked).containsExactly(5);
        assertThat(early.relaxedRule(1)).isPresent();
        asked.clear();
        Reranked strict = spaced.withStrictDepth(20).apply(source(small, asked), small.context(), 4, 5);
        assertThat(asked).containsExactly(5, 10, 20);
        assertThat(ids(strict)).containsExactly("t00", "t10", "t01", "t11");
        asked.clear();
        spaced.withStrictDepth(8).apply(source(small, asked), small.context(), 4, 5);
        assertThat(asked).as("not below the strict depth").containsExactly(5, 10);
        assertThatThrownBy(() -> spaced.withStrictDepth(-1)).hasMessageContaining("strict depth -1");
    }

    @Test
    void capsAndSpacingHoldOverTheSeamToWhatWasJustPlayed() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("a2", "A")
                .track("b", "B")
                .track("c", "C")
                .build()
                .with(context -> context.withJustPlayed(JustPlayed.of(new int[] {2, 0}, new long[] {1, 2})));
        Candidates rest = Candidates.of(new int[] {1, 3}, new double[] {2, 1}, "m");
        assertThat(ids(RulePipeline.of(Spacing.ofArtists(1)).apply(rest, small.context(), 2)))
                .containsExactly("c", "a2");
        assertThat(ids(RulePipeline.of(Cap.perArtist(1)).apply(rest, small.context(), 2)))
                .containsExactly("c");
        assertThat(ids(RulePipeline.of(Cap.perArtist(2)).apply(rest, small.context(), 2)))
                .containsExactly("a2", "c");
    }

    @Test
    void theTraceOfATrackThatWasPutInIsFoundByEitherId() {
        SmallCatalog catalog = new SmallCatalog()
                .track("rude", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track(
                        "gone",
                        track -> track.explicit(Explicit.CLEAN)
                                .recordingGroup("song")
                                .playable(false))
                .track("clean", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .me(new Profile(
                        "me",
                        "",
                        Gender.UNKNOWN,
                        AgeBand.UNKNOWN,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        false));
        SmallCatalog.Built small = catalog.build();
        Reranked list = RulePipeline.of(new ExplicitContent(SongVersions.of(small.catalog())), Playable.byCatalog())
                .withTrace(true)
                .apply(Candidates.of(new int[] {0}, new double[] {1}, "m"), small.context(), 1);
        // The first clean twin is not playable; the second one is.
        assertThat(ids(list)).containsExactly("clean");
        Trace trace = list.trace().orElseThrow();
        assertThat(trace.of("clean")).isEqualTo(trace.of("rude")).hasSize(2);
        assertThat(trace.of("clean").get(1).trackId()).isEqualTo("rude");
        assertThat(trace.of("clean").get(1).shownTrackId()).isEqualTo("clean");
        assertThat(trace.explain()).contains("  1. clean  was 1");
        assertThat(list.trace().orElseThrow()).as("made once").isSameAs(trace);
    }

    @Test
    void theExplanationTellsOfTracksThatWereHeldBackAndNotReached() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", "A")
                .track("2", "A")
                .track("3", "B")
                .build();
        Reranked list = RulePipeline.of(Spacing.ofArtists(1)).withTrace(true).apply(small.all(), small.context(), 2);
        assertThat(ids(list)).containsExactly("1", "3");
        assertThat(list.trace().orElseThrow().explain())
                .contains("   -  2  not reached, was 2")
                .contains("artist-spacing held back (at 2)");
    }
}
