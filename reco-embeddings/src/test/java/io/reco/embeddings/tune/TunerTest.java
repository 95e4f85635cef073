package io.reco.embeddings.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunerTest {
    private static final Item2VecOptions BASE = Item2VecOptions.MUSIC
            .withDimension(8)
            .withEpochs(2)
            .withMinCount(1)
            .withSubsample(0)
            .withWindow(2);
    private static final IdMap TRACKS =
            IdMap.of(IntStream.range(0, 20).mapToObj(i -> "t" + i).toList());
    private static final Sequences SEQUENCES = Sequences.of(IntStream.range(0, 40)
            .mapToObj(s -> IntStream.range(0, 10).map(j -> (s * 3 + j) % 20).toArray())
            .toList());
    private static final TunerOptions OPTIONS = new TunerOptions(
            new SearchSpace(List.of(SearchRange.parse("window=1..8"), SearchRange.parse("exponent=-1..1"))), 6, 4);

    private static TuningReport search(TunerOptions options, TrialMetric metric) {
        return Tuner.search(SEQUENCES, TRACKS, BASE, options, metric, ProgressListener.none());
    }

    private static double nearWindowSix(Item2VecModel model) {
        return -Math.abs(model.options().window() - 6);
    }

    @Test
    void everyTrialIsTrainedWithItsOptionsAndTheBaseIsTheFirst() {
        List<Item2VecOptions> seen = new ArrayList<>();
        TuningReport report = search(OPTIONS, model -> {
            assertThat(model.training().epochLoss()).hasSize(2);
            seen.add(model.options());
            return 1;
        });
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo(BASE);
        assertThat(seen).isEqualTo(report.trials().stream().map(Trial::options).toList());
        assertThat(seen.get(3)).isEqualTo(OPTIONS.space().draw(BASE, 4, 3));
        assertThat(report.complete()).isTrue();
    }

    @Test
    void theBestComesFirstAndTiesGoToTheEarlierTrial() {
        TuningReport report = search(OPTIONS, TunerTest::nearWindowSix);
        double best = report.best().orElseThrow().score().orElseThrow();
        assertThat(report.ranked().get(0)).isEqualTo(report.best().orElseThrow());
        assertThat(report.trials()).allMatch(t -> t.score().orElseThrow() <= best);
        assertThat(search(OPTIONS, model -> 1).best().orElseThrow().number()).isZero();
        assertThat(search(OPTIONS, model -> 1).ranked().stream().map(Trial::number))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void oneSeedGivesTheSameTrialsAndFewerOfThemAreTheFirstOnes() {
        TrialMetric firstNumber = model -> model.vectors().matrix().get(0, 0);
        List<OptionalDouble> scores =
                search(OPTIONS, firstNumber).trials().stream().map(Trial::score).toList();
        assertThat(search(OPTIONS, firstNumber).trials().stream().map(Trial::score))
                .isEqualTo(scores);
        assertThat(search(OPTIONS.withTrials(3), firstNumber).trials().stream().map(Trial::score))
                .isEqualTo(scores.subList(0, 4));
        assertThat(search(OPTIONS.withSeed(5), firstNumber).trials().stream().map(Trial::score))
                .isNotEqualTo(scores);
    }

    @Test
    void aTrialThatFailsIsToldAndRanksLast() {
        TuningReport report = search(OPTIONS, model -> {
            if (model.options().equals(BASE)) {
                throw new IllegalStateException("diverged, they say");
            }
            return model.options().window() > 4 ? Double.NaN : model.options().window();
        });
        assertThat(report.trials().get(0).failure()).isEqualTo("diverged, they say");
        assertThat(report.trials().get(0).score()).isEmpty();
        assertThat(report.best().orElseThrow().options().window()).isLessThanOrEqualTo(4);
        assertThat(report.ranked().get(report.trials().size() - 1).score()).isEmpty();
        assertThat(report.toText()).contains("failed", "trial 0 failed: diverged, they say", "the metric is NaN");
        TuningReport none = search(OPTIONS.withTrials(1), model -> Double.NaN);
        assertThat(none.best()).isEmpty();
        assertThat(none.effects()).allSatisfy(e -> assertThat(e.thirds()).isEmpty());
    }

    @Test
    void exceptionsOfTrainingAndMetricCostOnlyTheirTrial() {
        TuningReport report = search(OPTIONS.withTrials(3), model -> {
            if (model.options().equals(BASE)) {
                throw new UncheckedIOException(new IOException("disk full"));
            }
            if (model.options().equals(OPTIONS.space().draw(BASE, 4, 2))) {
                throw new IllegalArgumentException("not this one");
            }
            return 1;
        });
        assertThat(report.trials())
                .extracting(Trial::failure)
                .satisfiesExactly(
                        failure -> assertThat(failure).contains("UncheckedIOException", "disk full"),
                        failure -> assertThat(failure).isEmpty(),
                        failure -> assertThat(failure).isEqualTo("not this one"),
                        failure -> assertThat(failure).isEmpty());
        assertThat(report.best().orElseThrow().number()).isEqualTo(1);

        // Tracks out of range: training refuses every trial.
        Sequences beyond = Sequences.of(List.of(new int[] {0, 99}));
        TuningReport refused =
                Tuner.search(beyond, TRACKS, BASE, OPTIONS.withTrials(1), model -> 1, ProgressListener.none());
        assertThat(refused.trials())
                .hasSize(2)
                .allSatisfy(trial -> assertThat(trial.failure()).contains("99"));
        assertThat(refused.best()).isEmpty();
    }

    @Test
    void anInterruptEndsTheSearchAndKeepsWhatWasFound() {
        TuningReport report;
        try {
            report = search(OPTIONS, model -> {
                if (!model.options().equals(BASE)) {
                    Thread.currentThread().interrupt();
                }
                return 1;
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(report.trials()).hasSize(2);
        assertThat(report.complete()).isFalse();
    }

    private static Trial trial(int number, int window, double score) {
        return new Trial(number, BASE.withWindow(window), OptionalDouble.of(score), Duration.ofSeconds(1), "");
    }

    @Test
    void effectsAreThoseComputedByHand() {
        SearchRange range = SearchRange.parse("window=1..64");
        // Thirds of the logarithm: below 4, below 16, to 64. Trial 0 does not count.
        Effect effect = Effect.of(
                range, List.of(trial(0, 30, 99), trial(1, 2, 1), trial(2, 3, 3), trial(3, 5, 6), trial(4, 20, 2)));
        assertThat(effect.thirds())
                .containsExactly(
                        new Effect.Third(2, 3, 2, 2, 3),
                        new Effect.Third(5, 5, 1, 6, 6),
                        new Effect.Third(20, 20, 1, 2, 2));
        // Mean 3; between 2*1 + 9 + 1 = 12; total 4 + 0 + 9 + 1 = 14.
        assertThat(effect.importance()).isCloseTo(12 / 14.0, within(1e-12));
        // Ranks of scores 0 2 3 1 against 0 1 2 3: sum of products of deviations 2, of squares 5.
        assertThat(effect.rankCorrelation()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void rankCorrelationSharesRanksOfTies() {
        // Deviations of ranks -1.5 0 0 1.5 and -1.5 .5 -.5 1.5: 4.5 / sqrt(4.5 * 5).
        assertThat(Effect.rankCorrelation(new double[] {1, 2, 2, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(Math.sqrt(0.9), within(1e-12));
        assertThat(Effect.rankCorrelation(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(Effect.rankCorrelation(new double[] {1, 2}, new double[] {1, 2}))
                .isNaN();
    }

    @Test
    void theReportHasTheSameNumbersAsTextAndAsJson() {
        TuningReport report = search(OPTIONS, TunerTest::nearWindowSix);
        JsonNode json = report.toJson();
        assertThat(json.get("trials")).hasSize(7);
        assertThat(json.get("trials").get(2).get("options").get("window").asInt())
                .isEqualTo(report.trials().get(2).options().window());
        assertThat(json.get("trials").get(2).get("score").asDouble())
                .isEqualTo(report.trials().get(2).score().orElseThrow());
        assertThat(json.get("effects").get(0).get("parameter").asText()).isEqualTo("window");
        assertThat(json.get("complete").asBoolean()).isTrue();
        assertThat(report.toText().lines().findFirst().orElseThrow())
                .containsSubsequence("trial", "score", "window", "exponent", "seconds");
        assertThat(report.toText().lines().skip(1).findFirst().orElseThrow())
                .startsWith(Integer.toString(report.best().orElseThrow().number()));
        assertThat(report.toText()).contains("start", "importance", "chance alone");
    }
}
