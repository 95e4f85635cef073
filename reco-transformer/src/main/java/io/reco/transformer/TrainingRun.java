package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from data set to weights: gathers sequences and validation cases, estimates memory, trains. */
final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    private final TransformerTrainer.Setup setup;
    private final TransformerOptions shape;
    private final TrainingOptions options;
    private final Dataset train;

    TrainingRun(TransformerTrainer.Setup setup, Dataset train) {
        this.setup = setup;
        this.shape = setup.shape();
        this.options = setup.options();
        this.train = train;
    }

    TrainedWeights run() {
        setup.validation().ifPresent(this::requireSameIndices);
        TrainingSequences sequences =
                TrainingSequences.of(train, setup.semantics(), shape.timeBias(), options.skipsAsNegatives());
        ValidationCases cases = setup.validation()
                .map(validation -> ValidationCases.of(validation, setup.semantics(), sequences, options))
                .orElseGet(() -> ValidationCases.keepBack(sequences, options));
        if (cases.size() == 0 && setup.validation().isPresent()) {
            String none =
                    "no character of the validation part has a positive event of a track that is trained on: all epochs are run";
            LOG.warn("transformer: {}", none);
            setup.progress().message("transformer: " + none);
        }
        TrainingSamples samples = new TrainingSamples(sequences, shape, options);
        if (samples.size() == 0) {
            throw new IllegalArgumentException(
                    "nothing to train on: none of " + train.profiles().size() + " characters has two positive events"
                            + (cases.size() > 0 ? " left besides validation" : ""));
        }
        ItemFeatures features = shape.attributes()
                ? ItemFeatures.of(train.catalog(), sequences.tracks())
                : ItemFeatures.ofItems(sequences.itemCount());
        requireMemory(sequences, cases, samples, features);
        Training training = new Training(setup, train, sequences, cases, samples, features);
        return training.run();
    }

    private void requireSameIndices(Dataset validation) {
        IdMap tracks = train.catalog().tracks();
        IdMap characters = train.profiles().ids();
        if (validation.catalog().tracks() != tracks
                && !validation.catalog().tracks().equals(tracks)) {
            throw new IllegalArgumentException("validation: its tracks are not those of the data that is trained on");
        }
        if (validation.profiles().ids() != characters
                && !validation.profiles().ids().equals(characters)) {
            throw new IllegalArgumentException(
                    "validation: its characters are not those of the data that is trained on");
        }
    }

    private void requireMemory(
            TrainingSequences sequences, ValidationCases cases, TrainingSamples samples, ItemFeatures features) {
        long perEpoch = samples.totalTokens();
        long maxTargets = EpochBatches.maxTargets(samples, shape, options);
        if (maxTargets > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a batch of batchSequences %,d with up to maxLength %,d tokens each has room for %,d targets, more than an array"
                            + " holds; lower batchSequences",
                    options.batchSequences(),
                    shape.maxLength(),
                    maxTargets));
        }
        int batchTokens = (int)
                Math.min(Integer.MAX_VALUE, 1 + perEpoch * options.batchSequences() / Math.max(1, samples.size()));
        TrainingMemory memory = TrainingMemory.of(
                shape,
                options,
                features,
                batchTokens,
                setup.checkpoint().isPresent(),
                sequences.bytes() + cases.bytes() + Integer.BYTES * maxTargets);
        String size = String.format(
                Locale.ROOT,
                "%,d tracks, %,d sequences with %,d tokens an epoch in %,d steps, at most %d epochs, %d threads, %,d characters"
                        + " validate; about %s of heap (weights, moments and copies %s, workers %s) and %s of sequences",
                sequences.itemCount(),
                samples.size(),
                perEpoch,
                EpochBatches.size(samples, options.batchSequences()),
                options.epochs(),
                options.threads(),
                cases.size(),
                TrainingMemory.text(memory.needed()),
                TrainingMemory.text(memory.tables()),
                TrainingMemory.text(memory.workers()),
                TrainingMemory.text(memory.data()));
        LOG.info("transformer: {}", size);
        setup.progress().message("transformer: " + size);
        memory.require(TrainingMemory.available(memory.needed()), shape, options, sequences.itemCount());
    }
}
