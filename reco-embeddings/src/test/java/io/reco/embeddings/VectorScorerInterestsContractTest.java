package io.reco.embeddings;

/** The same with several interests. */
class VectorScorerInterestsContractTest extends VectorScorerContractTest {
    @Override
    HistoryOptions options() {
        return HistoryOptions.DEFAULT.withInterests(3, 0.5);
    }
}
