package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.random.SplitMix64;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelSelection;
import io.reco.embeddings.TrackVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains item2vec: skip-gram with negative sampling (Mikolov et al. 2013) with sequences of tracks for sentences (Barkan,
 * Koenigstein 2016).
 *
 * <p>Input vectors start uniform in (-1/d, 1/d), output vectors at zero. The sequences are read twice, once to count and
 * once to encode them (4 bytes a token), and then trained on in blocks that threads take in turn; every block has its own
 * random stream and learning rate, so windows, subsampling and negatives are the same for any number of threads.
 */
final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    private final Item2VecOptions options;
    private final TokenCorpus corpus;
    private final FloatMatrix inputs;
    private final FloatMatrix outputs;
    private final SkipGramWorker[] workers;
    private final ProgressListener progress;

    private TrainingRun(
            Vocabulary vocabulary,
            TokenCorpus corpus,
            Item2VecOptions options,
            SkipGramKernel kernel,
            ProgressListener progress) {
        this.options = options;
        this.progress = progress;
        this.corpus = corpus;
        inputs = FloatMatrix.allocate(vocabulary.rows(), options.dimension());
        outputs = FloatMatrix.allocate(vocabulary.rows() + options.threads(), options.dimension());
        initialise(inputs, options.seed());
        AliasTable negatives = AliasTable.of(vocabulary.negativeWeights(options.exponent()));
        float[] keep = vocabulary.keepProbabilities(options.subsample());
        workers = new SkipGramWorker[Math.min(options.threads(), Math.max(1, corpus.blocks()))];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new SkipGramWorker(corpus, options, kernel, negatives, keep, inputs, outputs, i);
        }
    }

    /**
     * Trains a model.
     *
     * @param sequences of indices of {@code tracks}; read twice
     * @param tracks the tracks; those too rare get no vector
     * @param options what to train with
     * @param progress hears of the tokens trained on and of the loss of each epoch
     * @return the model; without any vector, and with a warning, if no sequence has two tracks that occur {@code minCount}
     *     times
     * @throws IllegalArgumentException if a track index is out of range
     * @throws IllegalStateException if the heap cannot take it, or the vectors diverge; the message says what to change
     * @throws CancellationException if the thread is interrupted; it stays interrupted
     */
    static Item2VecModel fit(
            Sequences sequences, IdMap tracks, Item2VecOptions options, ProgressListener progress) {
        KernelSelection<SkipGramKernel> selection = SkipGramKernels.select(options.kernels());
        String kernels = selection.name() + " (" + selection.reason() + ")";
        Vocabulary vocabulary = Vocabulary.of(sequences, tracks, options.minCount());
        requireSizes(vocabulary, tracks, options);
        TokenCorpus corpus = TokenCorpus.of(sequences, vocabulary);
        if (corpus.size() == 0) {
            LOG.warn(
                    "item2vec: nothing to train on: of {} sequences none has two tracks that occur {} times (minCount) or"
                            + " more; the model has no vectors",
                    vocabulary.sequences(),
                    options.minCount());
            return new Item2VecModel(
                    new TrackVectors(tracks, new int[0], new int[0], FloatMatrix.allocate(0, options.dimension())),
                    options,
                    new TrainingSummary(vocabulary.sequences(), 0, kernels, true, List.of()));
        }
        LOG.info(
                "item2vec: {} tracks, {} tokens in {} sequences, {} epochs, {} threads",
                vocabulary.rows(),
                corpus.size(),
                corpus.sequences(),
                options.epochs(),
                options.threads());
        TrainingRun trainer = new TrainingRun(vocabulary, corpus, options, selection.kernels(), progress);
        progress.start("item2vec", (long) corpus.size() * options.epochs(), "tokens");
        List<Double> epochLoss;
        try {
            epochLoss = trainer.run();
        } finally {
            progress.end();
        }
        TrainingSummary summary =
                new TrainingSummary(vocabulary.sequences(), corpus.size(), kernels, options.threads() == 1, epochLoss);
        return new Item2VecModel(
                new TrackVectors(tracks, vocabulary.trackOfRow(), vocabulary.counts(), trainer.inputs),
                options,
                summary);
    }

    private static void requireSizes(Vocabulary vocabulary, IdMap tracks, Item2VecOptions options) {
        if (vocabulary.tokens() > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("the sequences have " + vocabulary.tokens() + " tokens, at most "
                    + (Integer.MAX_VALUE - 16) + " can be held; train on a part of them");
        }
        long maxRows = (Integer.MAX_VALUE - 64L) / FloatMatrix.paddedLength(options.dimension()) - options.threads();
        if (vocabulary.rows() > maxRows) {
            throw new IllegalArgumentException(vocabulary.rows() + " tracks of dimension " + options.dimension()
                    + " are above the " + maxRows + " that one table holds; lower dimension or raise minCount ("
                    + options.minCount() + ")");
        }
        TrainingMemory memory = TrainingMemory.of(vocabulary, tracks.size(), options);
        memory.requireFits(vocabulary, options, TrainingMemory.available(memory.total()));
    }

    private static void initialise(FloatMatrix inputs, long seed) {
        float bound = 1f / inputs.dim();
        for (int row = 0; row < inputs.rows(); row++) {
            SplitMix64 random = SplitMix64.of(seed, 0, row);
            float[] a = inputs.array(row);
            int off = inputs.offset(row);
            for (int i = 0; i < inputs.dim(); i++) {
                a[off + i] = (float) (2 * random.nextDouble() - 1) * bound;
            }
        }
    }

    private List<Double> run() {
        List<Double> epochLoss = new ArrayList<>();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            double loss = new Epoch(epoch).run();
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("training diverged: mean loss " + loss + " in epoch " + (epoch + 1)
                        + "; lower learningRate (" + options.learningRate() + ") or sharedContexts ("
                        + options.sharedContexts() + ")");
            }
            progress.message(
                    String.format(Locale.ROOT, "epoch %d of %d: mean loss %.4f", epoch + 1, options.epochs(), loss));
            epochLoss.add(loss);
        }
        requireFinite();
        return epochLoss;
    }

    private void requireFinite() {
        for (int row = 0; row < inputs.rows(); row++) {
            float[] a = inputs.array(row);
            int off = inputs.offset(row);
            for (int i = 0; i < inputs.dim(); i++) {
                if (!Float.isFinite(a[off + i])) {
                    throw new IllegalStateException("training diverged: a component is " + a[off + i]
                            + "; lower learningRate (" + options.learningRate() + ")");
                }
            }
        }
    }

    /** One pass over all blocks. */
    private final class Epoch {
        private final int epoch;
        private final AtomicInteger nextBlock = new AtomicInteger();
        private final double[] lossSums = new double[corpus.blocks()];
        private final long[] lossPairs = new long[corpus.blocks()];
        private volatile @Nullable Throwable failure;
        private volatile boolean stopped;

        Epoch(int epoch) {
            this.epoch = epoch;
        }

        /** Returns the mean loss, summed in the order of the blocks. */
        double run() {
            List<Thread> helpers = new ArrayList<>();
            for (int i = 1; i < workers.length; i++) {
                SkipGramWorker worker = workers[i];
                Thread helper = new Thread(() -> takeBlocks(worker), "item2vec-" + i);
                helper.setDaemon(true);
                helper.start();
                helpers.add(helper);
            }
            takeBlocks(workers[0]);
            join(helpers);
            rethrow();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(
                        "training was interrupted in epoch " + (epoch + 1) + " of " + options.epochs());
            }
            double sum = 0;
            long pairs = 0;
            for (int b = 0; b < lossSums.length; b++) {
                sum += lossSums[b];
                pairs += lossPairs[b];
            }
            return pairs == 0 ? 0 : sum / pairs;
        }

        private void takeBlocks(SkipGramWorker worker) {
            try {
                int block = nextBlock.getAndIncrement();
                while (block < corpus.blocks() && !stopped) {
                    worker.train(block, epoch);
                    lossSums[block] = worker.lossSum();
                    lossPairs[block] = worker.lossPairs();
                    progress.advance(corpus.blockTokens(block));
                    if (Thread.currentThread().isInterrupted()) {
                        stopped = true;
                    }
                    block = nextBlock.getAndIncrement();
                }
            } catch (RuntimeException | Error e) {
                failure = e;
                stopped = true;
            }
        }

        private void join(List<Thread> helpers) {
            boolean interrupted = false;
            for (Thread helper : helpers) {
                boolean joined = false;
                while (!joined) {
                    try {
                        helper.join();
                        joined = true;
                    } catch (InterruptedException e) {
                        interrupted = true;
                        stopped = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void rethrow() {
            Throwable thrown = failure;
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
