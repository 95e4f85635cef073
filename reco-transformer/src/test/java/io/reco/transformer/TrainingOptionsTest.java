package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.KernelChoice;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULT;

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        refuses(
                () -> OPTIONS.withLoss(LossOptions.BCE.withNegatives(65_537)),
                "loss.negatives 65537 is not in [1, 65536]");
        refuses(() -> OPTIONS.withPopularityExponent(2.5), "popularityExponent 2.5 is not in [-2, 2]");
        refuses(() -> OPTIONS.withPopularityExponent(Double.NaN), "popularityExponent NaN is not in [-2, 2]");
        refuses(() -> OPTIONS.withInBatchShare(-0.1), "inBatchShare -0.1 is not in [0, 1]");
        refuses(
                () -> OPTIONS.withLoss(LossOptions.GBCE).withLogQ(true),
                "logQ true corrects SAMPLED_SOFTMAX only, loss is GBCE");
        refuses(
                () -> OPTIONS.withNegativeSource(NegativeSource.ALL),
                "negativeSource ALL is for BCE and GBCE, loss is SAMPLED_SOFTMAX; over all tracks it is FULL_SOFTMAX");
        refuses(() -> OPTIONS.withBatchSequences(0), "batchSequences 0 is not in [1, 1000000]");
        refuses(() -> OPTIONS.withMaskProbability(0), "maskProbability 0.0 is not in (0, 1]");
        refuses(() -> OPTIONS.withLastMaskedShare(1.1), "lastMaskedShare 1.1 is not in [0, 1]");
        refuses(() -> OPTIONS.withEpochs(0), "epochs 0 is not in [1, 100000]");
        refuses(() -> OPTIONS.withLearningRate(0), "learningRate 0.0 is not in (0, 1]");
        refuses(() -> OPTIONS.withLearningRate(1.5), "learningRate 1.5 is not in (0, 1]");
        refuses(() -> OPTIONS.withMinLearningRate(0.01), "minLearningRate 0.01 is not in [0, 0.001]");
        refuses(() -> OPTIONS.withWarmUpSteps(-1), "warmUpSteps -1 is not in [0, 2147483647]");
        refuses(() -> OPTIONS.withValidationShare(2), "validationShare 2 is not in [0, 1]");
        refuses(() -> OPTIONS.withMaxValidationCharacters(-1), "maxValidationCharacters -1 is not in [0, 2147483647]");
        refuses(() -> OPTIONS.withValidationK(0), "validationK 0 is not in [1, 10000]");
        refuses(() -> OPTIONS.withPatience(0), "patience 0 is not in [1, 2147483647]");
        refuses(() -> OPTIONS.withThreads(0), "threads 0 is not in [1, 1024]");
        refuses(() -> OPTIONS.withMicroBatchTokens(0), "microBatchTokens 0 is not in [1, 1048576]");
    }

    private static void refuses(Supplier<TrainingOptions> call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::get).withMessage(message);
    }

    @Test
    void everyFieldHasACopyThatChangesItAlone() throws ReflectiveOperationException {
        Map<String, Object> others = Map.ofEntries(
                Map.entry("loss", LossOptions.FULL_SOFTMAX),
                Map.entry("negativeSource", NegativeSource.MIXED),
                Map.entry("logQ", true),
                Map.entry("skipsAsNegatives", true),
                Map.entry("longHistories", LongHistories.ALL),
                Map.entry("schedule", RateSchedule.COSINE),
                Map.entry("adam", AdamOptions.DEFAULT.withClip(3)),
                Map.entry("validationMetric", ValidationMetric.RECALL),
                Map.entry("validationSeen", true),
                Map.entry("minLearningRate", 1e-4),
                Map.entry("seed", 77L),
                Map.entry("kernels", KernelChoice.SCALAR));
        for (RecordComponent component : TrainingOptions.class.getRecordComponents()) {
            String name = component.getName();
            Object value = others.getOrDefault(name, component.getType() == int.class ? (Object) 7 : (Object) 0.25);
            Method with = TrainingOptions.class.getMethod(
                    "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1), component.getType());
            Object copy = with.invoke(OPTIONS, value);
            for (RecordComponent other : TrainingOptions.class.getRecordComponents()) {
                assertThat(other.getAccessor().invoke(copy))
                        .as("%s after %s", other.getName(), with.getName())
                        .isEqualTo(
                                other == component || other.getName().equals(name)
                                        ? value
                                        : other.getAccessor().invoke(OPTIONS));
            }
        }
    }

    @Test
    void theRateRisesAndFallsOverAllSteps() {
        TrainingOptions options =
                OPTIONS.withWarmUpSteps(4).withSchedule(RateSchedule.COSINE).withMinLearningRate(1e-4);
        LearningRate rates = options.rates(104);
        assertThat(rates.at(0)).isCloseTo(2.5e-4, within(1e-15));
        assertThat(rates.at(3)).isCloseTo(1e-3, within(1e-15));
        assertThat(rates.at(54)).isCloseTo(5.5e-4, within(1e-15));
        assertThat(rates.at(104)).isCloseTo(1e-4, within(1e-15));
        assertThat(options.rates(4).at(10)).as("a warm-up that is never over").isEqualTo(1e-3);
        assertThat(OPTIONS.rates(104).at(103)).isEqualTo(1e-3);
    }

    @Test
    void theMetricIsNamedWithItsCut() {
        assertThat(OPTIONS.metricName()).isEqualTo("NDCG@10");
        assertThat(OPTIONS.withValidationMetric(ValidationMetric.HIT_RATE)
                        .withValidationK(5)
                        .metricName())
                .isEqualTo("HIT_RATE@5");
    }
}
