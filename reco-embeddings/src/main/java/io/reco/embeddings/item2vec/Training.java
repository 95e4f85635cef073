package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.random.AliasTable;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.item2vec.Checkpoint.Progress;
import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.embeddings.item2vec.spi.TrainingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The epochs of a run: blocks handed to workers, losses, checkpoints. */
final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    /** Windows of a batch for a backend. */
    private static final int BATCH_WINDOWS = 1024;
    /** A component beyond this is no vector of anything; trained ones are below 10. */
    private static final float LARGEST_COMPONENT = 1e4f;

    private final Item2VecOptions options;
    private final ProgressListener progress;
    private final Optional<Checkpoint> checkpoint;
    private final long checkpointTokens;
    private final TrainingEngine engine;
    private final TokenCorpus corpus;
    private final Vocabulary vocabulary;
    private final AttributeVocabulary attributes;
    private final Tables tables;
    private final List<Double> epochLoss = new ArrayList<>();
    private boolean sameKernels = true;
    private long tokensSinceCheckpoint;

    Training(
            Item2VecTrainer.Setup setup,
            OldRows oldRows,
            TrainingEngine engine,
            TokenCorpus corpus,
            Vocabulary vocabulary,
            AttributeVocabulary attributes,
            IdMap tracks,
            Tables tables,
            OldModel base) {
        options = setup.options();
        progress = setup.progress();
        this.engine = engine;
        this.corpus = corpus;
        this.vocabulary = vocabulary;
        this.attributes = attributes;
        this.tables = tables;
        checkpointTokens = setup.checkpointTokens();
        checkpoint = setup.checkpoint()
                .map(directory -> new Checkpoint(
                        directory,
                        new Checkpoint.Run(
                                options,
                                oldRows,
                                fingerprint(vocabulary, tracks),
                                attributes.addTo(new Fingerprint()).hex(),
                                fingerprint(corpus),
                                base.fingerprint())));
    }

    private static String fingerprint(Vocabulary vocabulary, IdMap tracks) {
        Fingerprint fingerprint = new Fingerprint();
        for (int row = 0; row < vocabulary.rows(); row++) {
            fingerprint
                    .add(tracks.id(vocabulary.trackOfRow()[row]))
                    .add(vocabulary.counts()[row]);
        }
        return fingerprint.hex();
    }

    private static String fingerprint(TokenCorpus corpus) {
        Fingerprint fingerprint = new Fingerprint();
        TokenBlock block = new TokenBlock(corpus);
        for (int b = 0; b < corpus.blocks(); b++) {
            corpus.read(b, block);
            fingerprint.add(block.words, block.used());
        }
        return fingerprint.hex();
    }

    /** Trains all epochs that a checkpoint does not hold yet. */
    TrainingSummary run() {
        checkpoint.flatMap(from -> from.load(tables)).ifPresent(this::resume);
        if (epochLoss.size() < options.epochs()) {
            checkpoint.ifPresent(Checkpoint::requireWritable);
            progress.start(
                    "item2vec",
                    Math.multiplyExact(corpus.size(), (long) (options.epochs() - epochLoss.size())),
                    "tokens");
            try {
                if (engine.backend().isPresent()) {
                    trainOn(engine.backend().get());
                } else {
                    trainHere();
                }
            } finally {
                progress.end();
            }
        }
        boolean reproducible = options.threads() == 1
                && sameKernels
                && engine.backend().map(TrainingBackend::reproducible).orElse(true);
        return new TrainingSummary(
                vocabulary.sequences(), corpus.size(), engine.description(), reproducible, epochLoss);
    }

    private void resume(Progress saved) {
        epochLoss.addAll(saved.epochLoss());
        LOG.info("item2vec: resumed after epoch {} of {}", epochLoss.size(), options.epochs());
        progress.message("item2vec: resumed after epoch " + epochLoss.size() + " of " + options.epochs());
        if (!saved.kernels().equals(engine.description())) {
            sameKernels = false;
            LOG.warn(
                    "item2vec: the checkpoint was trained by {}, now it is {}: not the bits of a run without a stop",
                    saved.kernels(),
                    engine.description());
        }
    }

    private void trainHere() {
        Object lock = new Object();
        int threads = (int) Math.min(options.threads(), Math.max(1, corpus.blocks()));
        List<KernelSteps> steps = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            steps.add(new KernelSteps(
                    tables,
                    i,
                    engine.kernels().kernels(),
                    engine.vectors(),
                    SkipGramWorker.maxInputs(options, attributes.active()),
                    SkipGramWorker.maxOutputs(options),
                    threads,
                    lock));
        }
        NegativeParts negatives = negatives(threads);
        List<SkipGramWorker> workers = workers(steps, negatives);
        while (epochLoss.size() < options.epochs()) {
            tables.takeSquaredNorms(engine.vectors());
            steps.forEach(KernelSteps::beginEpoch);
            double loss = new Epoch(workers, negatives.count(), epochLoss.size()).run();
            steps.forEach(KernelSteps::endEpoch);
            endEpoch(loss);
        }
    }

    private void trainOn(TrainingBackend backend) {
        TrainingBackend.Setup sizes = new TrainingBackend.Setup(
                Math.max(
                        SkipGramWorker.maxInputs(options, attributes.active()),
                        options.architecture() == Architecture.CBOW ? 2 * options.window() : 1),
                SkipGramWorker.maxOutputs(options),
                backend.batchWindows(BATCH_WINDOWS));
        FloatMatrix inputs = tables.sharedInputs();
        FloatMatrix outputs = tables.sharedOutputs();
        try (TrainingTables device = backend.open(inputs, outputs, sizes)) {
            NegativeParts negatives = negatives(1);
            List<SkipGramWorker> workers = workers(List.of(new BackendSteps(device, sizes)), negatives);
            while (epochLoss.size() < options.epochs()) {
                double loss = new Epoch(workers, negatives.count(), epochLoss.size()).run();
                if (checkpointDue() || epochLoss.size() + 1 == options.epochs()) {
                    device.copyTo(inputs, outputs);
                }
                endEpoch(loss);
            }
        }
    }

    private NegativeParts negatives(int threads) {
        return NegativeParts.of(vocabulary.negativeWeights(options.exponent()), threads);
    }

    private List<SkipGramWorker> workers(List<? extends WindowSteps> steps, NegativeParts negatives) {
        float[] keep = vocabulary.keepProbabilities(options.subsample());
        AliasTable[] attributeNegatives = attributes.negatives(options.exponent());
        List<SkipGramWorker> workers = new ArrayList<>();
        for (WindowSteps of : steps) {
            workers.add(new SkipGramWorker(
                    corpus, options, keep, negatives, attributes, attributeNegatives, tables.tracks, of));
        }
        return workers;
    }

    private void endEpoch(double loss) {
        int done = epochLoss.size() + 1;
        if (!Double.isFinite(loss)) {
            throw diverged("mean loss " + loss + " in epoch " + done);
        }
        boolean due = checkpointDue();
        if (due || done == options.epochs()) {
            requireSound();
        }
        epochLoss.add(loss);
        progress.message(String.format(Locale.ROOT, "epoch %d of %d: mean loss %.4f", done, options.epochs(), loss));
        tokensSinceCheckpoint += corpus.size();
        if (due) {
            checkpoint.ifPresent(to -> to.save(tables, new Progress(engine.description(), epochLoss)));
            tokensSinceCheckpoint = 0;
        }
    }

    /** Whether the epoch under way ends with a checkpoint. */
    private boolean checkpointDue() {
        return checkpoint.isPresent()
                && (tokensSinceCheckpoint + corpus.size() >= checkpointTokens
                        || epochLoss.size() + 1 == options.epochs());
    }

    private void requireSound() {
        for (FloatMatrix matrix : List.of(tables.sharedInputs(), tables.sharedOutputs())) {
            for (int row = 0; row < matrix.rows(); row++) {
                float[] a = matrix.array(row);
                int off = matrix.offset(row);
                for (int i = 0; i < matrix.dim(); i++) {
                    if (!(Math.abs(a[off + i]) <= LARGEST_COMPONENT)) {
                        throw diverged("a component is " + a[off + i]);
                    }
                }
            }
        }
    }

    private IllegalStateException diverged(String sign) {
        return new IllegalStateException("training diverged: " + sign + "; lower learningRate ("
                + options.learningRate() + ") or sharedContexts (" + options.sharedContexts() + ") or threads ("
                + options.threads() + ")");
    }

    /** One pass over all blocks. */
    private final class Epoch {
        private final List<SkipGramWorker> workers;
        private final int epoch;
        private final BlockQueue blocks;
        private final double[] lossSums = new double[corpus.blocks()];
        private final long[] lossPairs = new long[corpus.blocks()];
        private volatile @Nullable Throwable failure;
        private volatile boolean stopped;

        Epoch(List<SkipGramWorker> workers, int parts, int epoch) {
            this.workers = workers;
            this.epoch = epoch;
            blocks = new BlockQueue(corpus.blocks(), epoch, parts);
        }

        /** Returns the mean loss, summed in the order of the blocks. */
        double run() {
            List<Thread> helpers = new ArrayList<>();
            for (int i = 1; i < workers.size(); i++) {
                int number = i;
                Thread helper = new Thread(() -> takeBlocks(number), "item2vec-" + i);
                helper.setDaemon(true);
                helper.start();
                helpers.add(helper);
            }
            takeBlocks(0);
            join(helpers);
            rethrow();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(
                        "training was interrupted in epoch " + (epoch + 1) + " of " + options.epochs()
                                + (checkpoint.isPresent() ? "; the checkpoint is of an epoch before it" : ""));
            }
            double sum = 0;
            long pairs = 0;
            for (int b = 0; b < lossSums.length; b++) {
                sum += lossSums[b];
                pairs += lossPairs[b];
            }
            return pairs == 0 ? 0 : sum / pairs;
        }

        private void takeBlocks(int number) {
            SkipGramWorker worker = workers.get(number);
            try {
                int block = blocks.next(number);
                while (block >= 0 && !stopped) {
                    worker.train(block, epoch);
                    lossSums[block] = worker.lossSum();
                    lossPairs[block] = worker.lossPairs();
                    progress.advance(corpus.blockTokens(block));
                    if (Thread.currentThread().isInterrupted()) {
                        stopped = true;
                    }
                    block = blocks.next(number);
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
