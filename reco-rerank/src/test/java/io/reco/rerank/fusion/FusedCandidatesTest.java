package io.reco.rerank.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.PersonalTop;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Reranked;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.Cap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedCandidatesTest {
    /** Tracks from..to-1, best first, however many are asked for. */
    private static CandidateSource tracks(int from, int to) {
        return n -> {
            int[] tracks = new int[Math.min(n, to - from)];
            double[] scores = new double[tracks.length];
            Arrays.setAll(tracks, i -> from + i);
            Arrays.setAll(scores, i -> -i);
            return Candidates.of(tracks, scores, "any");
        };
    }

    /** 40 tracks: of one artist up to 19, of artists of their own from 20 on. */
    private static SmallCatalog.Built forty() {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < 40; t++) {
            catalog.track("t%02d".formatted(t), t < 20 ? "same" : "own" + t);
        }
        return catalog.build();
    }

    private static FusedCandidates fused(Fusion fusion, IdMap ids) {
        return new FusedCandidates(
                fusion, List.of(Source.of("a", 1, tracks(0, 22), ids), Source.of("b", 1, tracks(10, 24), ids)), ids);
    }

    @Test
    void aPipelineThatLacksTracksPullsDeeperFromEverySource() {
        SmallCatalog.Built forty = forty();
        IdMap ids = forty.catalog().tracks();
        for (Fusion fusion : List.of(ReciprocalRankFusion.DEFAULT, new WeightedRoundRobin())) {
            Reranked list = RulePipeline.of(Cap.perArtist(1)).apply(fused(fusion, ids), forty.context(), 5, 1);
            assertThat(SmallCatalog.ids(list)).hasSize(5).contains("t20", "t21", "t22", "t23");
        }
    }

    @Test
    void theListNamesTheSources() {
        SmallCatalog.Built forty = forty();
        IdMap ids = forty.catalog().tracks();
        Reranked list = RulePipeline.of().apply(fused(ReciprocalRankFusion.DEFAULT, ids), forty.context(), 24, 24);
        assertThat(list.items())
                .filteredOn(item -> item.trackId().equals("t10"))
                .allMatch(item -> item.source().equals("a+b"));
        assertThat(list.items())
                .filteredOn(item -> item.trackId().equals("t00"))
                .allMatch(item -> item.source().equals("a"));
        assertThat(list.items())
                .filteredOn(item -> item.trackId().equals("t23"))
                .allMatch(item -> item.source().equals("b"));
        assertThat(SmallCatalog.ids(list)).hasSize(24).contains("t00", "t10", "t23");
    }

    @Test
    void askedForNItGivesNUntilAllSourcesAreDry() {
        IdMap ids = forty().catalog().tracks();
        for (Fusion fusion : FusionPropertyTest.fusions()) {
            for (int n = 1; n <= 30; n++) {
                assertThat(fused(fusion, ids).top(n).size())
                        .as("%s, %d", fusion, n)
                        .isEqualTo(Math.min(n, 24));
            }
        }
    }

    @Test
    void roundRobinKeepsWhatItGaveWhenAskedForMore() {
        IdMap ids = forty().catalog().tracks();
        for (Fusion fusion : List.of(new WeightedRoundRobin(), new SmoothWeightedRoundRobin())) {
            Fused all = fused(fusion, ids).fused(24);
            for (int n = 1; n < 24; n++) {
                Fused some = fused(fusion, ids).fused(n);
                for (int i = 0; i < n; i++) {
                    assertThat(some.track(i)).as("%s, %d of %d", fusion, i, n).isEqualTo(all.track(i));
                }
            }
        }
    }

    @Test
    void recommendersAreSourcesInTheirOwnOrder() {
        Dataset world = SmallWorld.timed(1);
        Recommender model = ScoringRecommender.of(
                PersonalTop.fit(world, PersonalTop.DEFAULT_RECENCY),
                world,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(world, EventSemantics.DEFAULT),
                UnknownIdPolicy.FAIL);
        IdMap ids = world.catalog().tracks();
        Query query = Query.forCharacter(SmallWorld.character(3), 1);
        FusedCandidates one =
                new FusedCandidates(new WeightedRoundRobin(), List.of(Source.of(1, model, query, ids)), ids);
        List<String> expected = model.recommend(query.withK(20)).trackIds();
        Fused fused = one.fused(20);
        assertThat(fused.size()).isEqualTo(expected.size());
        for (int i = 0; i < fused.size(); i++) {
            assertThat(ids.id(fused.track(i))).isEqualTo(expected.get(i));
            assertThat(fused.sources(i)).containsExactly(model.name());
        }
    }

    @Test
    void noSourceOrTwoOfOneNameAreRefused() {
        IdMap ids = forty().catalog().tracks();
        Source a = Source.of("a", 1, tracks(0, 5), ids);
        assertThatThrownBy(() -> new FusedCandidates(new WeightedRoundRobin(), List.of(), ids))
                .hasMessageContaining("no source");
        assertThatThrownBy(() -> new FusedCandidates(new WeightedRoundRobin(), List.of(a, a), ids))
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> fused(new WeightedRoundRobin(), ids).top(0)).hasMessageContaining("n 0");
        assertThatThrownBy(() -> Source.of("b", Double.NaN, tracks(0, 5), ids)).hasMessageContaining("weight NaN");
    }
}
