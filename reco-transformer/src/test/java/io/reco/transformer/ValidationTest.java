package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.vector.KernelChoice;
import io.reco.transformer.CaseRanking.Candidates;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cases validate, and how they are ranked. */
class ValidationTest {
    private static final int TRACKS = 30;
    private static final Dataset DATA = PlantedRule.data(TRACKS, 25, 9, 0.4, 3);
    private static final Dataset NEXT = PlantedRule.data(TRACKS, 25, 4, 0.7, 4);
    private static final TransformerOptions SHAPE =
            Models.SMALL.withMaxLength(6).withTimeBias(true).withProfile(true);
    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULT.withValidationK(5).withMicroBatchTokens(16).withKernels(KernelChoice.SCALAR);

    private static TrainingSequences sequences() {
        return TrainingSequences.of(DATA, EventSemantics.DEFAULT, true, false);
    }

    private static ValidationCases cases(TrainingSequences sequences, TrainingOptions options) {
        return ValidationCases.of(NEXT, EventSemantics.DEFAULT, sequences, options);
    }

    /** The metric of each case, history by history through {@code forward}, sorted in full. */
    private static double[] bruteForce(
            TransformerOptions shape, TrainingOptions options, TransformerWeights weights, int[] tieRank) {
        TrainingSequences sequences = sequences();
        ValidationCases cases = cases(sequences, options);
        ItemFeatures features = ItemFeatures.ofItems(sequences.itemCount());
        double[] values = new double[cases.size()];
        try (TransformerKernels kernels = TransformerBackends.create(KernelChoice.SCALAR)) {
            TransformerNet net = new TransformerNet(
                    shape, features, Parameters.upload(kernels, weights), kernels, 1, shape.maxLength());
            for (int i = 0; i < values.length; i++) {
                int row = cases.row(i);
                List<Integer> history = new ArrayList<>();
                for (int j = 0; j < sequences.length(row); j++) {
                    history.add(sequences.item(row, j));
                }
                List<Integer> input = new ArrayList<>(history);
                if (shape.objective() == Objective.MASKED) {
                    input.add(sequences.itemCount());
                }
                input = input.subList(Math.max(0, input.size() - shape.maxLength()), input.size());
                PackedBatch batch = new PackedBatch(1, shape.maxLength(), true);
                batch.sequences = 1;
                batch.starts[1] = input.size();
                for (int j = 0; j < input.size(); j++) {
                    batch.items[j] = input.get(j);
                    batch.positions[j] = j;
                }
                int stride = TransformerKernels.stride(shape.dim());
                float[] state = new float[stride];
                Floats states = net.forward(batch, 0);
                states.read((input.size() - 1) * stride, state, 0, stride);
                double[] scores = new double[sequences.itemCount()];
                for (int item = 0; item < scores.length; item++) {
                    for (int d = 0; d < shape.dim(); d++) {
                        scores[item] += state[d] * weights.items()[item * stride + d];
                    }
                }
                List<Integer> ranked = new ArrayList<>();
                for (int item = 0; item < scores.length; item++) {
                    if (options.validationSeen() || !history.contains(item)) {
                        ranked.add(item);
                    }
                }
                ranked.sort(Comparator.comparingDouble((Integer item) -> -scores[item])
                        .thenComparingInt(item -> tieRank[item]));
                List<Integer> top = ranked.subList(0, options.validationK());
                double gain = 0;
                double ideal = 0;
                int hits = 0;
                for (int j = 0; j < cases.targetCount(i); j++) {
                    int at = top.indexOf(cases.target(i, j));
                    hits += at >= 0 ? 1 : 0;
                    gain += at >= 0 ? 1 / (Math.log(at + 2) / Math.log(2)) : 0;
                    ideal += j < options.validationK() ? 1 / (Math.log(j + 2) / Math.log(2)) : 0;
                }
                values[i] = switch (options.validationMetric()) {
                    case NDCG -> gain / ideal;
                    case HIT_RATE -> Math.min(1, hits);
                    case RECALL -> hits / (double) cases.targetCount(i);
                };
            }
        }
        return values;
    }

    private static double[] measured(
            TransformerOptions shape, TrainingOptions options, TransformerWeights weights, int[] tieRank) {
        TrainingSequences sequences = sequences();
        ValidationCases cases = cases(sequences, options);
        ItemFeatures features = ItemFeatures.ofItems(sequences.itemCount());
        double[] values = new double[cases.size()];
        try (TransformerKernels kernels = TransformerBackends.create(KernelChoice.SCALAR)) {
            int tokens = EpochBatches.microBatchTokens(shape, options);
            TransformerNet net =
                    new TransformerNet(shape, features, Parameters.upload(kernels, weights), kernels, tokens, tokens);
            new CaseRanking(shape, options, net, new PackedBatch(tokens, tokens, true))
                    .measure(
                            cases,
                            0,
                            values.length,
                            sequences,
                            new Candidates(OutputVectors.of(weights, features), tieRank),
                            values);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "CAUSAL, NDCG, false",
        "CAUSAL, NDCG, true",
        "CAUSAL, HIT_RATE, false",
        "CAUSAL, RECALL, true",
        "MASKED, NDCG, false"
    })
    void theMetricIsThatOfSortingAllScores(Objective objective, ValidationMetric metric, boolean seen) {
        TransformerOptions shape = SHAPE.withObjective(objective).withTimeBias(false);
        TrainingOptions options = OPTIONS.withValidationMetric(metric).withValidationSeen(seen);
        TransformerWeights weights =
                Models.random(shape, sequences().itemCount(), 3).weights();
        int[] tieRank = new int[weights.itemCount()];
        Arrays.setAll(tieRank, i -> i);
        double[] values = measured(shape, options, weights, tieRank);
        assertThat(values).containsExactly(bruteForce(shape, options, weights, tieRank), within(1e-9));
        assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(1);
    }

    @Test
    void tiesAreBrokenByTheOrderOfIds() {
        TransformerOptions shape = SHAPE.withTimeBias(false);
        int items = sequences().itemCount();
        TransformerWeights weights = Models.random(shape, items, 3).weights();
        Arrays.fill(weights.items(), 0, items * TransformerKernels.stride(shape.dim()), 0);
        int[] descending = new int[items];
        Arrays.setAll(descending, i -> items - 1 - i);
        double[] values = measured(shape, OPTIONS, weights, descending);
        assertThat(values).containsExactly(bruteForce(shape, OPTIONS, weights, descending), within(1e-9));
        int[] ascending = new int[items];
        Arrays.setAll(ascending, i -> i);
        assertThat(measured(shape, OPTIONS, weights, ascending)).isNotEqualTo(values);
    }

    @Test
    void scoresThatAreNoNumbersAreAnError() {
        TransformerOptions shape = SHAPE.withTimeBias(false);
        int items = sequences().itemCount();
        TransformerWeights weights = Models.random(shape, items, 3).weights();
        weights.dense()[0] = Float.NaN;
        assertThatIllegalStateException()
                .isThrownBy(() -> measured(shape, OPTIONS, weights, new int[items]))
                .withMessageContaining("a score is NaN");
    }

    @Test
    void targetsAreDistinctAndNotOfTheHistory() {
        TrainingSequences sequences = sequences();
        ValidationCases cases = cases(sequences, OPTIONS);
        assertThat(cases.size()).isBetween(15, 25);
        for (int i = 0; i < cases.size(); i++) {
            int row = cases.row(i);
            List<Integer> expected = new ArrayList<>();
            for (int e = NEXT.events().start(sequences.character(row));
                    e < NEXT.events().end(sequences.character(row));
                    e++) {
                int item = sequences.itemOf(NEXT.events().track(e));
                boolean seen = false;
                for (int j = 0; j < sequences.length(row); j++) {
                    seen |= sequences.item(row, j) == item;
                }
                if (!seen && !expected.contains(item)) {
                    expected.add(item);
                }
            }
            List<Integer> actual = new ArrayList<>();
            for (int j = 0; j < cases.targetCount(i); j++) {
                actual.add(cases.target(i, j));
            }
            assertThat(actual).isEqualTo(expected).isNotEmpty();
        }
        assertThat(cases(sequences, OPTIONS.withValidationSeen(true)).size()).isEqualTo(25);
    }

    @Test
    void aTrackThatTrainingDoesNotKnowIsATargetThatIsNeverFound() {
        Dataset fewer = DATA.withEvents(DATA.events().where(i -> DATA.events().track(i) != 5));
        TrainingSequences sequences = TrainingSequences.of(fewer, EventSemantics.DEFAULT, false, false);
        Dataset asked = NEXT.withEvents(NEXT.events().where(i -> NEXT.events().track(i) == 5));
        ValidationCases cases = ValidationCases.of(asked, EventSemantics.DEFAULT, sequences, OPTIONS);
        assertThat(cases.size()).isPositive();
        for (int i = 0; i < cases.size(); i++) {
            assertThat(cases.targetCount(i)).isEqualTo(1);
            assertThat(cases.target(i, 0)).isNegative();
        }
    }

    @Test
    void keptBackEventsAreNoLongerTrainedOn() {
        TrainingSequences whole = sequences();
        TrainingSequences sequences = sequences();
        TrainingOptions options = OPTIONS.withValidationShare(0.4).withValidationSeen(true);
        ValidationCases cases = ValidationCases.keepBack(sequences, options);
        assertThat(cases.size()).isBetween(4, 16);
        assertThat(sequences.events()).isEqualTo(whole.events() - cases.size());
        for (int i = 0; i < cases.size(); i++) {
            int row = cases.row(i);
            assertThat(sequences.length(row)).isEqualTo(whole.length(row) - 1);
            assertThat(cases.target(i, 0)).isEqualTo(whole.item(row, whole.length(row) - 1));
        }
        TrainingSequences again = sequences();
        assertThat(ValidationCases.keepBack(again, options).size()).isEqualTo(cases.size());
        assertThat(ValidationCases.keepBack(sequences(), options.withMaxValidationCharacters(3))
                        .size())
                .isEqualTo(3);
        assertThat(ValidationCases.keepBack(sequences(), options.withValidationShare(0))
                        .size())
                .isZero();
    }

    @Test
    void historiesOfTwoEventsAreTrainedOnWhole() {
        TrainingSequences sequences =
                TrainingSequences.of(PlantedRule.data(TRACKS, 25, 2, 0, 3), EventSemantics.DEFAULT, false, false);
        assertThat(ValidationCases.keepBack(sequences, OPTIONS.withValidationShare(1))
                        .size())
                .isZero();
        assertThat(sequences.events()).isEqualTo(50);
    }
}
