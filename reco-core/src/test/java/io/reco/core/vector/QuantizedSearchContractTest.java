package io.reco.core.vector;

class QuantizedSearchContractTest extends VectorSearchContract {

    @Override
    protected VectorSearch search(FloatMatrix vectors, Metric metric) {
        return QuantizedSearch.of(vectors, metric);
    }

    @Override
    protected double leastRecall() {
        return 1;
    }

    @Override
    protected double scoreTolerance() {
        return 1e-6;
    }
}
