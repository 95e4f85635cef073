package io.reco.nd4j.transformer;

import io.reco.nd4j.BackendCondition;
import io.reco.transformer.kernel.TransformerKernels;
import io.reco.transformer.kernel.TransformerKernelsContract;
import org.junit.jupiter.api.condition.EnabledIf;

/** What nd4j-cuda runs, array operations only, here on the processor. */
@EnabledIf(BackendCondition.USABLE)
class DeviceMemoryKernelsTest extends TransformerKernelsContract {
    @Override
    protected TransformerKernels create() {
        return new Nd4jKernels("nd4j-cuda", new DeviceMemory(), false);
    }
}
