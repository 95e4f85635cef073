package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.TrackVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from sequences to model: counts, estimates, encodes, trains. */
final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    private final Item2VecTrainer.Setup setup;
    private final Item2VecOptions options;
    private final Sequences sequences;
    private final IdMap tracks;
    private final Optional<Item2VecModel> old;
    private final OldRows oldRows;
    private final TrainingEngine engine;

    /**
     * Prepares a run.
     *
     * @param old the model that is continued, if one is
     */
    TrainingRun(
            Item2VecTrainer.Setup setup,
            Sequences sequences,
            IdMap tracks,
            Optional<Item2VecModel> old,
            OldRows oldRows) {
        this.setup = setup;
        this.options = setup.options();
        this.sequences = sequences;
        this.tracks = tracks;
        this.old = old;
        this.oldRows = oldRows;
        engine = TrainingEngine.select(options.kernels());
    }

    Item2VecModel fit() {
        OldModel base = OldModel.of(old, tracks, options);
        int owners = setup.attributes().map(AttributeData::owners).orElse(0);
        Vocabulary.Counts counts = Vocabulary.Counts.of(sequences, tracks.size(), owners);
        Vocabulary vocabulary = Vocabulary.of(counts, tracks, options.minCount(), base.trackOfRow(), base.support());
        AttributeVocabulary attributes = attributes(vocabulary, counts, base);
        RowPlan plan = RowPlan.of(vocabulary, attributes, options, oldRows);
        requireBackendCan(plan);
        int workers = engine.backend().isPresent() ? 1 : options.threads();
        int maxInputs = SkipGramWorker.maxInputs(options, attributes.active());
        int maxOutputs = SkipGramWorker.maxOutputs(options);
        long extraRows = (long) workers * (Tables.inputExtra(plan, maxInputs) + Tables.outputExtra(plan, maxOutputs));
        requireOneArray(vocabulary.rows() + (long) attributes.rows(), extraRows);
        try (TokenCorpus corpus = encode(vocabulary, attributes, extraRows + 2L * workers * plan.hotRows())) {
            if (corpus.size() == 0) {
                return untrained(vocabulary, base);
            }
            Tables tables = new Tables(
                    vocabulary.rows(), attributes.rows(), options.dimension(), plan, workers, maxInputs, maxOutputs);
            tables.initialise(0, tables.rows, options.seed());
            base.fill(tables, vocabulary, attributes, tracks, setup.attributes());
            Training training =
                    new Training(setup, oldRows, engine, corpus, vocabulary, attributes, tracks, tables, base);
            return model(vocabulary, attributes, tables, training.run());
        }
    }

    private AttributeVocabulary attributes(Vocabulary vocabulary, Vocabulary.Counts counts, OldModel base) {
        if (setup.attributes().isEmpty() || options.attributes().lossWeight() == 0) {
            return AttributeVocabulary.keeping(base.attributes(), vocabulary.rows());
        }
        AttributeData data = setup.attributes().get();
        int[] trackIdx = vocabulary.trackOfRow();
        if (data.tracks() != tracks && !data.tracks().equals(tracks)) {
            trackIdx = new int[vocabulary.rows()];
            for (int row = 0; row < trackIdx.length; row++) {
                trackIdx[row] = data.tracks().indexOf(tracks.id(vocabulary.trackOfRow()[row]));
            }
        }
        return AttributeVocabulary.of(data, vocabulary, trackIdx, counts.owners(), base.attributes(), options);
    }

    private void requireBackendCan(RowPlan plan) {
        if (engine.backend().isPresent() && plan.freezes()) {
            throw new IllegalArgumentException(
                    "the backend " + engine.backend().get().name()
                            + " cannot keep old rows (OldRows.KEEP) as they are; use kernels simd or scalar, or OldRows.UPDATE");
        }
    }

    private void requireOneArray(long vectors, long extraRows) {
        long maxRows = (Integer.MAX_VALUE - 64L) / FloatMatrix.paddedLength(options.dimension()) - extraRows;
        if (vectors > maxRows) {
            throw new IllegalArgumentException(
                    vectors + " vectors of dimension " + options.dimension() + " are above the " + maxRows
                            + " that one table holds; lower dimension or raise minCount (" + options.minCount() + ")");
        }
    }

    private TokenCorpus encode(Vocabulary vocabulary, AttributeVocabulary attributes, long workerRows) {
        TrainingMemory memory = TrainingMemory.of(vocabulary, tracks.size(), attributes, workerRows, options);
        CorpusStorage place =
                memory.place(setup.storage(), vocabulary, options, TrainingMemory.available(memory.total()));
        boolean onDisk = place == CorpusStorage.DISK;
        LOG.info(
                "item2vec: {} tracks and {} attributes of dimension {}, {} tokens in {} sequences, {} epochs, {} threads;"
                        + " about {} of heap (vectors {}), sequences {} {}",
                vocabulary.rows(),
                attributes.rows(),
                options.dimension(),
                vocabulary.newTokens(),
                vocabulary.sequences(),
                options.epochs(),
                options.threads(),
                TrainingMemory.text(onDisk ? memory.total() - memory.corpus() : memory.total()),
                TrainingMemory.text(memory.tables()),
                onDisk ? "on disk, " : "in memory, ",
                TrainingMemory.text(memory.corpus()));
        try {
            BlockStore store = onDisk ? FileBlocks.in(workDirectory()) : new MemoryBlocks();
            return TokenCorpus.of(sequences, vocabulary, store, attributes.active());
        } catch (IOException e) {
            throw new UncheckedIOException("the file of encoded sequences: " + e.getMessage(), e);
        }
    }

    private Path workDirectory() throws IOException {
        Path directory = setup.workDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        return Files.createDirectories(directory);
    }

    private Item2VecModel untrained(Vocabulary vocabulary, OldModel base) {
        LOG.warn(
                "item2vec: nothing to train on: of {} sequences none has two tracks that occur {} times (minCount) or"
                        + " more{}",
                vocabulary.sequences(),
                options.minCount(),
                old.isPresent() ? "; the model stays as it is" : "; the model has no vectors");
        return new Item2VecModel(
                base.vectors(tracks),
                base.attributes(),
                old.flatMap(Item2VecModel::outputs).filter(outputs -> options.keepOutputs()),
                options,
                new TrainingSummary(vocabulary.sequences(), 0, engine.description(), true, List.of()));
    }

    private Item2VecModel model(
            Vocabulary vocabulary, AttributeVocabulary attributes, Tables tables, TrainingSummary summary) {
        FloatMatrix trained = tables.inputs.slice(0, vocabulary.rows());
        return new Item2VecModel(
                new TrackVectors(tracks, vocabulary.trackOfRow(), vocabulary.support(), trained),
                new AttributeVectors(
                        attributes.ids(),
                        Vocabulary.support(attributes.counts()),
                        tables.inputs.slice(vocabulary.rows(), attributes.rows())),
                options.keepOutputs() ? Optional.of(tables.sharedOutputs()) : Optional.empty(),
                options,
                summary);
    }
}
