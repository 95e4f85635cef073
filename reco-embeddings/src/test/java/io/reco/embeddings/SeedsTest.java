package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.baseline.Decay;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Seeds by hand, tracks for characters against the scorer, and answers from another search. */
class SeedsTest {
    private static final TrackVectors VECTORS =
            Vectors.of(new String[] {"east", "north", "west", "ene", "x"}, new int[] {0, 1, 2, 3, 4}, new float[][] {
                {1, 0}, {0, 1}, {-1, 0}, {2, 1}, {3, 1}
            });

    private static Answer byMean(String... seeds) {
        return SimilarTracks.of(
                        VECTORS, SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.MEAN), UnknownIdPolicy.FAIL, 1)
                .similar(List.of(seeds), Wanted.best(1).where(t -> t == 4));
    }

    @Test
    void sharesAddUpToTheCosine() {
        Neighbour x = byMean("east", "north").items().get(0);
        double norm = Math.sqrt(2);
        double root = Math.sqrt(10);
        assertThat(x.seeds()).extracting(Seed::id).containsExactly("east");
        // north's share is 1 / root / norm, but x is nearer to east alone.
        assertThat(x.seeds().get(0).amount()).isCloseTo(3 / root / norm, within(1e-6));
        assertThat(x.score()).isCloseTo(4 / root / norm, within(1e-6));
        assertThat(3 / root).isGreaterThan(4 / root / norm);
    }

    @Test
    void aSeedThatSpeaksAgainstIsNotNamed() {
        assertThat(byMean("east", "north", "west").items().get(0).seeds())
                .extracting(Seed::id)
                .containsExactly("east", "north");
        assertThat(byMean("east", "ene").items().get(0).seeds())
                .extracting(Seed::id)
                .containsExactly("ene", "east");
        assertThat(byMean("west").items().get(0).seeds()).as("a negative score").isEmpty();
    }

    @Test
    void agreementBeatsTheMiddleOfNowhere() {
        TrackVectors vectors =
                Vectors.of(new String[] {"e1", "e2", "n1", "n2", "between"}, new int[] {0, 1, 2, 3, 4}, new float[][] {
                    {1, 0.02f}, {1, 0}, {0.02f, 1}, {0, 1}, {1, 1}
                });
        Wanted wanted = Wanted.best(3);
        assertThat(SimilarTracks.of(
                                vectors,
                                SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.MEAN),
                                UnknownIdPolicy.FAIL,
                                1)
                        .similar(List.of("e1", "n1"), wanted)
                        .ids())
                .startsWith("between");
        Answer clusters = SimilarTracks.of(
                        vectors,
                        SimilarTrackOptions.DEFAULT
                                .withFusion(SeedFusion.CLUSTERS)
                                .withLists(0, 5),
                        UnknownIdPolicy.FAIL,
                        1)
                .similar(List.of("e1", "n1"), wanted);
        // e2 and n2 are first in one list and last in the other, between is second in both.
        assertThat(clusters.ids()).containsExactly("e2", "n2", "between");
        assertThat(clusters.items().get(0).score()).isCloseTo(1 + 1 / 3.0, within(1e-12));
        assertThat(clusters.items().get(2).score()).isCloseTo(1 / 2.0 + 1 / 2.0, within(1e-12));
        assertThat(clusters.items().get(0).seeds())
                .containsExactly(new Seed(Seed.Kind.TRACK, "e1", 1), new Seed(Seed.Kind.TRACK, "n1", 1 / 3.0));
    }

    @Test
    void tracksForACharacterAreThoseOfTheScorer() {
        Dataset data = AnswererContract.DATA;
        TrackVectors vectors = AnswererContract.VECTORS;
        for (HistoryOptions options : List.of(
                HistoryOptions.DEFAULT,
                HistoryOptions.DEFAULT.withInterests(3, 0.4).withPopularityWeight(0))) {
            ScoringRecommender scorer = ScoringRecommender.of(VectorScorer.of("v", vectors, options), data);
            TrackRecommender recommender =
                    TrackRecommender.of(vectors, data, EventSemantics.DEFAULT, options, UnknownIdPolicy.FAIL);
            for (int c = 0; c < 40; c++) {
                String id = AnswerWorld.character(c);
                RecommendationList expected = scorer.recommend(Query.forCharacter(id, 10));
                Answer answer = recommender.forCharacter(id, 10);
                assertThat(answer.ids()).isEqualTo(expected.trackIds());
                assertThat(answer.items().get(0).score())
                        .isCloseTo(expected.items().get(0).score(), within(1e-6));
                assertThat(answer.items().get(0).seeds()).isNotEmpty();
                assertThat(recommender
                                .withUnheardOnly(true)
                                .forCharacter(id, 10)
                                .ids())
                        .isEqualTo(scorer.recommend(Query.forCharacter(id, 10).withUnseenOnly(true))
                                .trackIds());
            }
        }
    }

    @Test
    void theFirstSeedIsTheLargestProductOfWeightAndCosineInTheInterestThatWins() {
        HistoryOptions options = new HistoryOptions(Decay.ofEvents(1), 500, 2, 0.5, 0);
        Dataset data = dataOf(VECTORS.tracks());
        TrackRecommender recommender =
                TrackRecommender.of(VECTORS, data, EventSemantics.DEFAULT, options, UnknownIdPolicy.FAIL);
        // Weights from the last: north 1, ene 1/2, east 1/4; x belongs to the interest of ene and east.
        List<Listen> history = List.of(Listen.of("east"), Listen.of("ene"), Listen.of("north"));
        Neighbour x = recommender
                .forHistory(history, Wanted.best(1).where(t -> t == 4))
                .items()
                .get(0);
        assertThat(x.seeds()).extracting(Seed::id).containsExactly("ene", "east");
        double sum = x.seeds().stream().mapToDouble(Seed::amount).sum();
        assertThat(sum).isCloseTo(x.score(), within(1e-6));
    }

    private static Dataset dataOf(IdMap tracks) {
        var builder = Dataset.builder("plain");
        tracks.ids().forEach(builder.catalog()::track);
        return builder.build();
    }

    /** An exact search that counts how often it is asked. */
    private static final class Counting implements VectorSearch {
        private final VectorSearch exact;
        private final AtomicInteger asked = new AtomicInteger();

        Counting(FloatMatrix unit) {
            exact = ExactSearch.of(unit, Metric.COSINE_OF_UNIT_ROWS);
        }

        @Override
        public int rows() {
            return exact.rows();
        }

        @Override
        public int dim() {
            return exact.dim();
        }

        @Override
        public Metric metric() {
            return exact.metric();
        }

        @Override
        public SearchHits search(float[] query, int k, RowFilter filter) {
            asked.incrementAndGet();
            return exact.search(query, k, filter);
        }

        @Override
        public List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter) {
            asked.incrementAndGet();
            return exact.searchAll(queries, k, filter);
        }
    }

    @Test
    void anotherSearchIsUsedAndFiltersAndExclusionsHoldInIt() {
        TrackVectors vectors = AnswererContract.VECTORS;
        Counting counting = new Counting(vectors.unitMatrix());
        SimilarTracks plain = SimilarTracks.of(vectors, UnknownIdPolicy.FAIL);
        SimilarTracks similar = plain.withSearch(counting);
        List<String> seeds = List.of(AnswerWorld.track(1), AnswerWorld.track(2));
        List<String> excluded = plain.similar(seeds, Wanted.best(5)).ids();
        Wanted wanted = Wanted.best(5).where(t -> t % 3 == 0).excluding(excluded);

        assertThat(similar.similar(seeds, wanted))
                .isEqualTo(plain.similar(seeds, wanted))
                .hasSize(5);
        assertThat(similar.similar(AnswerWorld.track(1), 5)).isEqualTo(plain.similar(AnswerWorld.track(1), 5));
        assertThat(counting.asked).hasValueGreaterThanOrEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> similar.withSearch(new Counting(FloatMatrix.allocate(3, 7))))
                .withMessageContaining("3 rows of dimension 7");
    }
}
