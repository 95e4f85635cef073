package io.reco.embeddings.item2vec;

class ScalarSkipGramTest extends SkipGramKernelContract {
    @Override
    SkipGramKernel kernel() {
        return new ScalarSkipGram();
    }
}
