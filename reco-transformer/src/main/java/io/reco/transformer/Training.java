package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.parallel.Parallel;
import io.reco.core.progress.ProgressListener;
import io.reco.transformer.CaseRanking.Candidates;
import io.reco.transformer.TrainingCheckpoint.State;
import io.reco.transformer.TrainingCheckpoint.Tables;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps and epochs of a run: workers, optimizer, validation, early stopping, checkpoints. */
final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    /** Validation cases that a worker takes at once. */
    private static final int CASES = 32;

    private final TransformerTrainer.Setup setup;
    private final TransformerOptions shape;
    private final TrainingOptions options;
    private final ProgressListener listener;
    private final TrainingSequences sequences;
    private final ValidationCases cases;
    private final TrainingSamples samples;
    private final ItemFeatures features;
    private final int[] tieRank;
    private final Optional<TrainingCheckpoint> checkpoint;
    private final LearningRate rates;
    private final int stepsPerEpoch;

    private final TransformerKernels kernels;
    private final List<TrainingWorker> workers = new ArrayList<>();
    private final TransformerWeights weights;
    private final @Nullable TransformerWeights best;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final ExecutorService helpers;

    private TrainingProgress progress = new TrainingProgress();
    private boolean sameKernels = true;
    private boolean diverged;
    private long savedAt = System.nanoTime();

    Training(
            TransformerTrainer.Setup setup,
            Dataset train,
            TrainingSequences sequences,
            ValidationCases cases,
            TrainingSamples samples,
            ItemFeatures features) {
        this.setup = setup;
        this.shape = setup.shape();
        this.options = setup.options();
        this.listener = setup.progress();
        this.sequences = sequences;
        this.cases = cases;
        this.samples = samples;
        this.features = features;
        int[] ranks = train.catalog().tracks().codePointRanks();
        tieRank = Arrays.stream(sequences.tracks()).map(track -> ranks[track]).toArray();
        stepsPerEpoch = EpochBatches.size(samples, options.batchSequences());
        rates = options.rates((long) stepsPerEpoch * options.epochs());
        checkpoint = setup.checkpoint().map(to -> new TrainingCheckpoint(to, run(train)));

        kernels = TransformerBackends.create(options.kernels());
        weights = TransformerWeights.random(shape, features, options.seed());
        best = cases.size() == 0 ? null : TransformerWeights.zeros(shape, features);
        parameters = Parameters.upload(kernels, weights);
        optimizer = new Optimizer(kernels, options.adam(), parameters, weights);
        NegativeSampler sampler = new NegativeSampler(sequences.counts(), samples.targetWeights(), options);
        for (int i = 0; i < options.threads(); i++) {
            workers.add(new TrainingWorker(
                    shape, options, features, parameters, TransformerBackends.create(options.kernels()), sampler));
        }
        AtomicInteger number = new AtomicInteger();
        helpers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "transformer-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private TrainingCheckpoint.Run run(Dataset train) {
        Fingerprint tracks = new Fingerprint();
        for (int track : sequences.tracks()) {
            tracks.add(train.catalog().tracks().id(track));
        }
        if (shape.attributes()) {
            tracks.add(features.offsets()).add(features.values());
        }
        Fingerprint data = new Fingerprint();
        sequences.addTo(data);
        return new TrainingCheckpoint.Run(
                shape,
                options,
                setup.semantics(),
                tracks.hex(),
                data.hex(),
                cases.addTo(new Fingerprint()).hex());
    }

    /** Trains all epochs that a checkpoint does not hold yet. */
    TrainedWeights run() {
        try {
            warnOfSettings();
            resume();
            Optional<EpochLog> log =
                    setup.log().map(file -> new EpochLog(file, options.metricName(), progress.epochs()));
            if (!progress.done(options)) {
                trainEpochs(log);
            }
            return result();
        } finally {
            helpers.shutdown();
            workers.forEach(TrainingWorker::close);
            kernels.close();
        }
    }

    private void warnOfSettings() {
        long untrained =
                Arrays.stream(samples.support()).filter(count -> count == 0).count();
        if (untrained > 0) {
            String told = String.format(
                    Locale.ROOT,
                    "%,d of %,d tracks are in no window of training (longHistories %s, maxLength %d): the model does not know them",
                    untrained,
                    sequences.itemCount(),
                    options.longHistories(),
                    shape.maxLength());
            LOG.info("transformer: {}", told);
            listener.message("transformer: " + told);
        }
        if (options.warmUpSteps() > 0 && options.warmUpSteps() >= (long) stepsPerEpoch * options.epochs()) {
            LOG.warn(
                    "transformer: warmUpSteps {} are not below the {} steps of all epochs: the rate never gets to {}",
                    options.warmUpSteps(),
                    (long) stepsPerEpoch * options.epochs(),
                    options.learningRate());
        }
    }

    private void resume() {
        if (checkpoint.isEmpty()) {
            return;
        }
        TransformerWeights first = TransformerWeights.zeros(shape, features);
        TransformerWeights second = TransformerWeights.zeros(shape, features);
        Optional<State> found = checkpoint.get().load(new Tables(weights, best, first, second));
        if (found.isEmpty()) {
            return;
        }
        State state = found.get();
        parameters.write(weights);
        optimizer.write(first, second, state.steps());
        progress = new TrainingProgress(state.progress());
        listener.message("resumed after step " + state.steps() + ", in epoch "
                + (progress.epochs().size() + 1) + " of " + options.epochs());
        LOG.info("transformer: resumed after step {}", state.steps());
        if (!state.kernels().equals(kernels.arithmetic())) {
            sameKernels = false;
            LOG.warn(
                    "transformer: the checkpoint was trained by {}, now it is {}: not the bits of a run without a stop",
                    state.kernels(),
                    kernels.arithmetic());
        }
    }

    private void trainEpochs(Optional<EpochLog> log) {
        long perEpoch = samples.totalTokens();
        listener.start(
                "transformer", perEpoch * (options.epochs() - progress.epochs().size()) - progress.tokens(), "tokens");
        try {
            while (!progress.done(options)) {
                EpochRecord epoch = trainEpoch();
                progress.endEpoch(epoch);
                log.ifPresent(to -> to.add(epoch));
                listener.message(text(epoch));
            }
            save();
        } catch (DivergedException e) {
            if (progress.bestEpoch() == 0) {
                throw e;
            }
            diverged = true;
            String told = e.getMessage() + "; the model is that of epoch " + progress.bestEpoch();
            listener.message(told);
            LOG.warn("transformer: {}", told);
        } finally {
            listener.end();
        }
    }

    private EpochRecord trainEpoch() {
        int number = progress.epochs().size();
        EpochBatches batches = new EpochBatches(samples, number, shape, options);
        long tokensBefore = progress.tokens();
        long started = System.nanoTime();
        long saving = 0;
        while (progress.batches() < batches.size()) {
            batches.open(progress.batches());
            step(batches);
            listener.advance(batches.tokens());
            long saveStarted = System.nanoTime();
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(number);
            }
            if (checkpoint.isPresent()
                    && saveStarted - savedAt >= setup.checkpointInterval().toNanos()) {
                save();
                saving += System.nanoTime() - saveStarted;
            }
        }
        double seconds = (System.nanoTime() - started - saving) / 1e9;
        double metric = cases.size() == 0 ? Double.NaN : validate();
        double bestMetric = progress.bestMetric();
        boolean better = cases.size() > 0 && !(metric <= bestMetric);
        if (better && best != null) {
            best.set(weights);
        }
        return new EpochRecord(
                number + 1,
                progress.meanLoss(),
                rates.at(optimizer.steps() - 1),
                optimizer.steps(),
                progress.tokens(),
                seconds > 0 ? (progress.tokens() - tokensBefore) / seconds : 0,
                metric,
                better);
    }

    private void step(EpochBatches batches) {
        long step = optimizer.steps();
        Parallel.run(
                helpers,
                workers.size(),
                workers.size(),
                () -> "",
                (none, worker) -> workers.get(worker).train(batches, worker, workers.size(), step));
        Gradients gradients = workers.get(0).gradients();
        double loss = workers.get(0).loss();
        for (TrainingWorker worker : workers.subList(1, workers.size())) {
            gradients.merge(worker.gradients());
            loss += worker.loss();
        }
        double norm =
                Double.isFinite(loss) ? optimizer.step(gradients, batches.targetCount(), rates.at(step)) : Double.NaN;
        if (!Double.isFinite(norm)) {
            throw new DivergedException("training diverged: mean loss " + loss / batches.targetCount()
                    + ", norm of the gradient " + norm + " at step " + (step + 1) + "; lower learningRate ("
                    + options.learningRate() + "), or set warmUpSteps (" + options.warmUpSteps() + ") or adam.clip ("
                    + options.adam().clip() + ")");
        }
        progress.addBatch(loss, batches.targetCount(), batches.tokens());
    }

    /** The mean of the metric over all cases, summed in their order. */
    private double validate() {
        parameters.read(weights);
        Candidates candidates = new Candidates(OutputVectors.of(weights, features), tieRank);
        double[] values = new double[cases.size()];
        AtomicInteger next = new AtomicInteger();
        Parallel.run(
                helpers,
                workers.size(),
                (cases.size() + CASES - 1) / CASES,
                () -> workers.get(next.getAndIncrement()).ranking(),
                (ranking, unit) -> ranking.measure(
                        cases,
                        unit * CASES,
                        Math.min(cases.size(), (unit + 1) * CASES),
                        sequences,
                        candidates,
                        values));
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private CancellationException cancelled(int epoch) {
        save();
        return new CancellationException("training was interrupted in epoch " + (epoch + 1) + " of " + options.epochs()
                + " after step " + optimizer.steps()
                + setup.checkpoint()
                        .map(to -> "; the checkpoint " + to + " goes on from there")
                        .orElse(""));
    }

    /**
     * Writes the checkpoint, if there is one. An interrupt is put off until it is written; one that comes meanwhile closes the
     * file, so it is written anew.
     */
    private void save() {
        if (checkpoint.isEmpty()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!written(checkpoint.get())) {
                interrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + setup.checkpoint().get() + ": " + e.getMessage(), e);
        } finally {
            savedAt = System.nanoTime();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether no interrupt came between. */
    private boolean written(TrainingCheckpoint to) throws IOException {
        try {
            TransformerWeights first = TransformerWeights.zeros(shape, features);
            TransformerWeights second = TransformerWeights.zeros(shape, features);
            optimizer.read(first, second);
            parameters.read(weights);
            to.save(
                    new Tables(weights, progress.bestEpoch() > 0 ? best : null, first, second),
                    kernels.arithmetic(),
                    optimizer.steps(),
                    progress);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    private TrainedWeights result() {
        int bestEpoch = progress.bestEpoch();
        if (bestEpoch == 0 || best == null) {
            parameters.read(weights);
        } else {
            weights.set(best);
        }
        TrainingSummary summary = new TrainingSummary(
                samples.size(),
                samples.totalTokens(),
                cases.size(),
                options.metricName(),
                bestEpoch == 0 ? progress.epochs().size() : bestEpoch,
                progress.bestMetric(),
                kernels.name(),
                kernels.reproducible() && sameKernels,
                diverged,
                progress.epochs());
        return new TrainedWeights(weights, features, sequences.tracks(), samples.support(), summary);
    }

    /** A step without a finite loss or gradient. */
    private static final class DivergedException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        DivergedException(String message) {
            super(message);
        }
    }

    private String text(EpochRecord epoch) {
        String metric = Double.isNaN(epoch.metric())
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s %.4f%s",
                        options.metricName(),
                        epoch.metric(),
                        epoch.best() ? " (best)" : String.format(Locale.ROOT, " (best %.4f)", progress.bestMetric()));
        return String.format(
                Locale.ROOT,
                "epoch %d of %d: mean loss %.4f, %,.0f tokens/s%s",
                epoch.epoch(),
                options.epochs(),
                epoch.loss(),
                epoch.tokensPerSecond(),
                metric);
    }
}
