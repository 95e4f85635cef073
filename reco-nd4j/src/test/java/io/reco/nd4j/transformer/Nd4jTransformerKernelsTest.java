package io.reco.nd4j.transformer;

import io.reco.nd4j.BackendCondition;
import io.reco.transformer.kernel.TransformerKernels;
import io.reco.transformer.kernel.TransformerKernelsContract;
import org.junit.jupiter.api.condition.EnabledIf;

/** What nd4j-native runs: rows by loops over memory. */
@EnabledIf(BackendCondition.USABLE)
class Nd4jTransformerKernelsTest extends TransformerKernelsContract {
    @Override
    protected TransformerKernels create() {
        return new Nd4jKernels("nd4j-native", new HostMemory(), true);
    }
}
