package io.reco.transformer;

class TransformerScorerRepeatsContractTest extends TransformerScorerContractTest {
    @Override
    RepeatOptions repeats() {
        return RepeatOptions.of(0.3);
    }
}
