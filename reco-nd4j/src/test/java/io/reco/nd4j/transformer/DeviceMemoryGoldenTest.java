package io.reco.nd4j.transformer;

import io.reco.nd4j.BackendCondition;
import io.reco.transformer.kernel.TransformerKernels;
import io.reco.transformer.kernel.TransformerKernelsGoldenContract;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(BackendCondition.USABLE)
class DeviceMemoryGoldenTest extends TransformerKernelsGoldenContract {
    @Override
    protected TransformerKernels create() {
        return new Nd4jKernels("nd4j-cuda", new DeviceMemory(), false);
    }
}
