package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.vector.KernelChoice;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class Item2VecOptionsTest {
    private static final Item2VecOptions OPTIONS = Item2VecOptions.MUSIC;

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        refuses(() -> OPTIONS.withDimension(0), "dimension 0 is not in [1, 4096]");
        refuses(() -> OPTIONS.withDimension(4097), "dimension 4097 is not in [1, 4096]");
        refuses(() -> OPTIONS.withWindow(0), "window 0 is not in [1, 1000]");
        refuses(() -> OPTIONS.withNegatives(101), "negatives 101 is not in [1, 100]");
        refuses(() -> OPTIONS.withFreshNegatives(6), "freshNegatives 6 is not in [0, 5]");
        refuses(() -> OPTIONS.withHotRows(-1), "hotRows -1 is not in [0, 65536]");
        refuses(
                () -> OPTIONS.withAttributes(AttributeOptions.DEFAULT.withLossWeight(11)),
                "lossWeight 11 is not in [0, 10]");
        refuses(() -> OPTIONS.withExponent(-2.5), "exponent -2.5 is not in [-2, 2]");
        refuses(() -> OPTIONS.withExponent(Double.NaN), "exponent NaN is not in [-2, 2]");
        refuses(() -> OPTIONS.withSubsample(-1e-9), "subsample -1.0E-9 is not in [0, 1]");
        refuses(() -> OPTIONS.withMinCount(0), "minCount 0 is not in [1, 2147483647]");
        refuses(() -> OPTIONS.withEpochs(0), "epochs 0 is not in [1, 10000]");
        refuses(() -> OPTIONS.withLearningRate(0, 0), "learningRate 0.0 is not in (0, 1]");
        refuses(() -> OPTIONS.withLearningRate(0.1, 0.2), "minLearningRate 0.2 is not in [0, 0.1]");
        refuses(() -> OPTIONS.withSharedContexts(0), "sharedContexts 0 is not in [1, 1000]");
        refuses(() -> OPTIONS.withThreads(0), "threads 0 is not in [1, 1024]");
    }

    @Test
    void aCopyChangesOneFieldOnly() {
        Item2VecOptions changed = OPTIONS.withWindow(9);
        assertThat(changed).isNotEqualTo(OPTIONS);
        assertThat(changed.window()).isEqualTo(9);
        assertThat(changed.withWindow(OPTIONS.window())).isEqualTo(OPTIONS);
        assertThat(OPTIONS.withLearningRate(0.5, 0.25).minLearningRate()).isEqualTo(0.25);
    }

    /** Each copy differs from the original in the named fields and in no other. */
    @Test
    void everyFieldHasACopyOfItsOwn() throws ReflectiveOperationException {
        Map<Set<String>, Item2VecOptions> copies = Map.ofEntries(
                Map.entry(Set.of("architecture"), OPTIONS.withArchitecture(Architecture.CBOW)),
                Map.entry(Set.of("dimension"), OPTIONS.withDimension(7)),
                Map.entry(Set.of("window"), OPTIONS.withWindow(7)),
                Map.entry(Set.of("shrinkWindow"), OPTIONS.withShrinkWindow(false)),
                Map.entry(Set.of("negatives"), OPTIONS.withNegatives(7)),
                Map.entry(Set.of("freshNegatives"), OPTIONS.withFreshNegatives(2)),
                Map.entry(Set.of("exponent"), OPTIONS.withExponent(0.1)),
                Map.entry(Set.of("subsample"), OPTIONS.withSubsample(0.1)),
                Map.entry(Set.of("minCount"), OPTIONS.withMinCount(7)),
                Map.entry(Set.of("epochs"), OPTIONS.withEpochs(7)),
                Map.entry(Set.of("learningRate", "minLearningRate"), OPTIONS.withLearningRate(0.2, 0.1)),
                Map.entry(Set.of("schedule"), OPTIONS.withSchedule(LearningRateSchedule.COSINE)),
                Map.entry(Set.of("sharedContexts"), OPTIONS.withSharedContexts(7)),
                Map.entry(Set.of("attributes"), OPTIONS.withAttributes(AttributeOptions.DEFAULT.withLossWeight(1))),
                Map.entry(Set.of("hotRows"), OPTIONS.withHotRows(7)),
                Map.entry(Set.of("keepOutputs"), OPTIONS.withKeepOutputs(true)),
                Map.entry(Set.of("seed"), OPTIONS.withSeed(7)),
                Map.entry(Set.of("threads"), OPTIONS.withThreads(7)),
                Map.entry(Set.of("kernels"), OPTIONS.withKernels(KernelChoice.SCALAR)));
        Set<String> seen = new HashSet<>();
        for (Map.Entry<Set<String>, Item2VecOptions> copy : copies.entrySet()) {
            Set<String> changed = new HashSet<>();
            for (RecordComponent field : Item2VecOptions.class.getRecordComponents()) {
                if (!field.getAccessor()
                        .invoke(OPTIONS)
                        .equals(field.getAccessor().invoke(copy.getValue()))) {
                    changed.add(field.getName());
                }
            }
            assertThat(changed).isEqualTo(copy.getKey());
            seen.addAll(changed);
        }
        assertThat(seen).hasSize(Item2VecOptions.class.getRecordComponents().length);
    }

    private static void refuses(Supplier<Item2VecOptions> made, String message) {
        assertThatIllegalArgumentException().isThrownBy(made::get).withMessage(message);
    }
}
