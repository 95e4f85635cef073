package io.reco.embeddings.item2vec;

import io.reco.core.vector.ExpectedKernels;
import io.reco.core.vector.KernelChoice;
import org.junit.jupiter.api.Test;

class KernelSelectionTest {
    @Test
    void thisRunUsesTheKernelsItIsMeantToTest() {
        ExpectedKernels.check(SkipGramKernels.select(KernelChoice.AUTO));
    }
}
