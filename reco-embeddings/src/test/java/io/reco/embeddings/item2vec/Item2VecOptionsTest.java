package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    private static void refuses(Supplier<Item2VecOptions> made, String message) {
        assertThatIllegalArgumentException().isThrownBy(made::get).withMessage(message);
    }
}
