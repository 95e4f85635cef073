package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.VectorSearch;
import io.reco.core.vector.VectorSearchContract;

class GraphIndexContractTest extends VectorSearchContract {

    @Override
    protected VectorSearch search(FloatMatrix vectors, Metric metric) {
        return GraphIndex.build(vectors, metric, GraphOptions.DEFAULT).withWidth(200);
    }

    @Override
    protected double leastRecall() {
        return 0.95;
    }

    @Override
    protected double scoreTolerance() {
        return 1e-6;
    }
}
