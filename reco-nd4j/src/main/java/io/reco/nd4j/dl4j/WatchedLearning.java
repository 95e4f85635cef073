package io.reco.nd4j.dl4j;

import io.reco.core.progress.ProgressListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.deeplearning4j.models.embeddings.learning.ElementsLearningAlgorithm;
import org.deeplearning4j.models.embeddings.learning.impl.elements.BatchItem;
import org.deeplearning4j.models.embeddings.learning.impl.elements.BatchSequences;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.jspecify.annotations.Nullable;

/**
 * Skip-gram of DL4J that counts tokens and keeps what its threads throw: a thread of DL4J that fails just ends,
 * and training goes on to its end with vectors that were never trained.
 */
final class WatchedLearning {
    private final ProgressListener progress;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ElementsLearningAlgorithm<VocabWord> algorithm = new SkipGrams();

    WatchedLearning(ProgressListener progress) {
        this.progress = progress;
    }

    ElementsLearningAlgorithm<VocabWord> algorithm() {
        return algorithm;
    }

    /**
     * To be called after training.
     *
     * @throws IllegalStateException if a thread has failed
     */
    void rethrow() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a thread of DL4J failed: " + thrown, thrown);
        }
    }

    private <T> T watch(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private final class SkipGrams extends SkipGram<VocabWord> {
        @Override
        public double learnSequence(
                Sequence<VocabWord> sequence,
                AtomicLong nextRandom,
                double rate,
                BatchSequences<VocabWord> batchSequences) {
            double result = watch(() -> super.learnSequence(sequence, nextRandom, rate, batchSequences));
            progress.advance(sequence.size());
            return result;
        }

        @Override
        public double iterateSample(List<BatchItem<VocabWord>> items) {
            return watch(() -> super.iterateSample(items));
        }

        @Override
        public void finish() {
            watch(() -> {
                super.finish();
                return true;
            });
        }
    }
}
