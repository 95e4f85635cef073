package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.split.LeaveLastOut;
import io.reco.core.split.Split;
import io.reco.core.vector.KernelChoice;
import io.reco.transformer.LossOptions.Kind;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTrainerTest {
    static final int TRACKS = 40;
    static final Dataset DATA = PlantedRule.data(TRACKS, 120, 14, 0.1, 5);
    static final TransformerOptions SHAPE = TransformerOptions.SASREC
            .withDim(16)
            .withBlocks(1)
            .withFeedForward(16)
            .withMaxLength(10)
            .withDropout(0.1f);
    static final TrainingOptions OPTIONS = TrainingOptions.DEFAULT
            .withLoss(LossOptions.SAMPLED_SOFTMAX.withNegatives(12))
            .withBatchSequences(16)
            .withMicroBatchTokens(40)
            .withLearningRate(1e-2)
            .withEpochs(4)
            .withValidationShare(0.5)
            .withKernels(KernelChoice.SCALAR);

    /** Enough to learn a rule without exceptions. */
    private static final TransformerOptions CLEAR = SHAPE.withDim(32).withDropout(0);

    private static final TrainingOptions RULE = OPTIONS.withEpochs(20).withPatience(1000);

    @TempDir
    private Path directory;

    private static TransformerModel fit(TransformerOptions shape, TrainingOptions options) {
        return TransformerTrainer.of(shape, options).fit(DATA);
    }

    static void assertSameBits(TransformerWeights actual, TransformerWeights expected) {
        assertThat(actual.dense()).isEqualTo(expected.dense());
        assertThat(actual.items()).isEqualTo(expected.items());
        assertThat(actual.outputs()).isEqualTo(expected.outputs());
        assertThat(actual.attributes()).isEqualTo(expected.attributes());
    }

    /** Share of rule-abiding next tracks that a model puts first. */
    private static double hitRateAt1(TrainingOptions options, TransformerOptions shape) {
        Split split = LeaveLastOut.ofOne().split(PlantedRule.data(TRACKS, 120, 14, 0, 5));
        TransformerModel model = TransformerTrainer.of(
                        shape,
                        options.withValidationMetric(ValidationMetric.HIT_RATE)
                                .withValidationK(1)
                                .withValidationSeen(true))
                .withValidation(split.validation())
                .fit(split.train());
        return model.training().bestMetric();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRuleIsLearntWithEveryLoss(Kind kind) {
        // Popularity would be right once in 40.
        assertThat(hitRateAt1(RULE.withLoss(new LossOptions(kind, 16, 0.75)).withEpochs(20), CLEAR))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(BlockKind.class)
    void aRuleIsLearntWithEveryBlock(BlockKind kind) {
        assertThat(hitRateAt1(RULE, CLEAR.withBlock(kind))).isGreaterThan(0.8);
    }

    @Test
    void aRuleIsLearntFromMaskedTracks() {
        assertThat(hitRateAt1(
                        RULE.withLoss(LossOptions.FULL_SOFTMAX)
                                .withMaskProbability(0.15)
                                .withLastMaskedShare(0.3),
                        CLEAR.withObjective(Objective.MASKED).withTiedOutputs(false)))
                .isGreaterThan(0.8);
    }

    @ParameterizedTest
    @EnumSource(
            value = NegativeSource.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ALL"})
    void aRuleIsLearntWithEverySourceOfNegatives(NegativeSource source) {
        assertThat(hitRateAt1(RULE.withNegativeSource(source).withLogQ(true), CLEAR))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BCE", "GBCE"})
    void aRuleIsLearntWithBinaryLossesOverAllTracks(Kind kind) {
        TrainingOptions options = RULE.withLoss(new LossOptions(kind, 16, 0.75))
                .withNegativeSource(NegativeSource.ALL)
                .withEpochs(20);
        assertThat(hitRateAt1(options, CLEAR)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSameSeedAndThreadsGiveTheSameBits(int threads) {
        TrainingOptions options = OPTIONS.withThreads(threads);
        TransformerTrainer trainer = TransformerTrainer.of(SHAPE, options);
        TransformerModel first = trainer.fit(DATA);
        TransformerModel again = trainer.fit(DATA);

        assertSameBits(again.weights(), first.weights());
        assertThat(again.training().reproducible()).isTrue();
        assertThat(losses(again)).isEqualTo(losses(first)).hasSize(4);
        assertThat(fit(SHAPE, options.withSeed(2)).weights().dense())
                .isNotEqualTo(first.weights().dense());
    }

    @Test
    void threadsChangeRoundingAlone() {
        List<Double> one = losses(fit(SHAPE, OPTIONS));
        List<Double> three = losses(fit(SHAPE, OPTIONS.withThreads(3)));
        for (int i = 0; i < one.size(); i++) {
            assertThat(three.get(i)).isCloseTo(one.get(i), within(1e-3));
        }
    }

    private static List<Double> losses(TransformerModel model) {
        return model.training().epochs().stream().map(EpochRecord::loss).toList();
    }

    @Test
    void theLossFalls() {
        List<Double> losses = losses(fit(SHAPE, OPTIONS.withEpochs(6)));
        assertThat(losses.get(5)).isLessThan(losses.get(0) * 0.8);
    }

    @Test
    void theBestEpochIsKept() {
        // A rate that is far too high makes later epochs worse sooner or later.
        TrainingOptions options = OPTIONS.withLearningRate(0.1).withEpochs(12).withPatience(3);
        TransformerModel model = fit(SHAPE, options);
        TrainingSummary training = model.training();
        int best = training.bestEpoch();
        assertThat(best).isLessThan(training.epochs().size());
        for (EpochRecord epoch : training.epochs()) {
            assertThat(epoch.metric()).isLessThanOrEqualTo(training.bestMetric());
        }
        assertThat(training.epochs().get(best - 1).metric()).isEqualTo(training.bestMetric());

        TransformerModel stoppedThere = fit(SHAPE, options.withEpochs(best));
        assertSameBits(model.weights(), stoppedThere.weights());
    }

    @Test
    void trainingStopsWhenPatienceIsOver() {
        TrainingOptions options = OPTIONS.withLearningRate(0.1).withEpochs(50).withPatience(2);
        TrainingSummary training = fit(SHAPE, options).training();
        assertThat(training.epochs()).hasSize(training.bestEpoch() + 2);
    }

    @Test
    void withoutValidationAllEpochsAreRunAndTheLastIsKept() {
        TransformerModel model = fit(SHAPE, OPTIONS.withValidationShare(0).withPatience(1));
        TrainingSummary training = model.training();
        assertThat(training.validated()).isZero();
        assertThat(training.bestEpoch()).isEqualTo(4);
        assertThat(training.bestMetric()).isNaN();
        assertThat(training.epochs())
                .hasSize(4)
                .allSatisfy(epoch -> assertThat(epoch.metric()).isNaN());
    }

    @Test
    void theLogHasALineForEachEpoch() throws IOException {
        Path log = directory.resolve("logs").resolve("training.jsonl");
        TrainingSummary training =
                TransformerTrainer.of(SHAPE, OPTIONS).withLog(log).fit(DATA).training();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(training.epochs().size());
        JsonNode last = new JsonMapper().readTree(lines.get(3));
        EpochRecord epoch = training.epochs().get(3);
        assertThat(last.get("epoch").intValue()).isEqualTo(4);
        assertThat(last.get("loss").doubleValue()).isEqualTo(epoch.loss());
        assertThat(last.get("steps").longValue()).isEqualTo(epoch.steps()).isEqualTo(4 * 8);
        assertThat(last.get("rate").doubleValue()).isEqualTo(1e-2);
        assertThat(last.get("NDCG@10").doubleValue()).isEqualTo(epoch.metric());
        assertThat(last.get("tokensPerSecond").longValue()).isPositive();
    }

    @Test
    void divergenceIsAnErrorWithAdvice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(
                        SHAPE.withBlocks(3), OPTIONS.withLearningRate(1).withAdam(AdamOptions.DEFAULT.withDecay(1e20))))
                .withMessageContaining("diverged")
                .withMessageContaining("learningRate (1.0)");
    }

    @Test
    void aDivergenceAfterAGoodEpochEndsWithTheBestOne() {
        // Rate times decay is 3, so each step multiplies the weights by -2: the first epochs are finite, later ones are
        // not.
        TrainingOptions options = OPTIONS.withAdam(AdamOptions.DEFAULT.withDecay(300))
                .withEpochs(60)
                .withPatience(60);
        TransformerModel model = fit(SHAPE, options);
        TrainingSummary training = model.training();
        assertThat(training.diverged()).isTrue();
        assertThat(training.epochs()).hasSizeBetween(1, 59);
        assertThat(training.bestEpoch()).isBetween(1, training.epochs().size());
        assertSameBits(
                model.weights(),
                fit(SHAPE, options.withEpochs(training.bestEpoch())).weights());
        assertThat(fit(SHAPE, OPTIONS).training().diverged()).isFalse();
    }

    @Test
    void tracksThatNoWindowReachesAreNotKnown() {
        Dataset data = PlantedRule.data(TRACKS, 6, 30, 0.1, 5);
        TransformerModel model =
                TransformerTrainer.of(SHAPE, OPTIONS.withValidationShare(0)).fit(data);
        Set<String> reached = new HashSet<>();
        Set<String> heard = new HashSet<>();
        EventLog log = data.events();
        for (int c = 0; c < log.characterCount(); c++) {
            for (int i = log.start(c); i < log.start(c) + log.count(c); i++) {
                String id = data.catalog().tracks().id(log.track(i));
                heard.add(id);
                if (i >= log.start(c) + log.count(c) - 11) {
                    reached.add(id);
                }
            }
        }
        assertThat(reached).hasSizeLessThan(heard.size());
        for (int item = 0; item < model.tracks().size(); item++) {
            String id = model.tracks().id(item);
            assertThat(model.knows(item)).as(id).isEqualTo(reached.contains(id));
        }
        TransformerModel all = TransformerTrainer.of(
                        SHAPE, OPTIONS.withValidationShare(0).withLongHistories(LongHistories.RANDOM))
                .fit(data);
        assertThat(all.knownTracks()).isEqualTo(heard.size());
    }

    @Test
    void whatDoesNotFitIsRefusedWithAdvice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(SHAPE.withDim(2048).withFeedForward(8192).withBlocks(4), OPTIONS))
                .withMessageContaining("dim (2048)")
                .withMessageContaining("-Xmx");
    }

    @Test
    void aBatchTakesNoMoreRoomThanThereIsToTrainOn() {
        // 120 characters of 14 tracks, although a batch could have a million sequences of 40,000 tokens.
        TrainingOptions options = OPTIONS.withBatchSequences(1_000_000).withEpochs(1);
        assertThat(fit(SHAPE.withMaxLength(40_000).withDim(8).withFeedForward(8).withHeads(1), options)
                        .training()
                        .epochs())
                .hasSize(1);
    }

    @Test
    void nothingToTrainOnIsRefused() {
        Dataset single = PlantedRule.data(TRACKS, 5, 1, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformerTrainer.of(SHAPE, OPTIONS).fit(single))
                .withMessageContaining("none of 5 characters has two positive events");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformerTrainer.of(SHAPE, OPTIONS).fit(DATA.withEvents(EventLog.empty(120))))
                .withMessageContaining("none of 120 characters");
    }

    @Test
    void aValidationPartOfOtherTracksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformerTrainer.of(SHAPE, OPTIONS)
                        .withValidation(PlantedRule.data(TRACKS - 1, 120, 3, 0, 1))
                        .fit(DATA))
                .withMessageContaining("its tracks are not those");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformerTrainer.of(SHAPE, OPTIONS)
                        .withValidation(PlantedRule.data(TRACKS, 119, 14, 0, 1))
                        .fit(DATA))
                .withMessageContaining("its characters are not those");
    }

    @Test
    void anInterruptStopsTraining() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> fit(SHAPE, OPTIONS))
                .withMessageContaining("epoch 1 of 4 after step 1");
        assertThat(Thread.interrupted()).isTrue();
    }
}
