package io.reco.examples.model;

import io.reco.core.bundle.ModelBundle;
import io.reco.core.data.Catalog;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.transformer.TransformerModel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line keeps of a training: a directory with
 *
 * <ul>
 *   <li>{@value #MODEL}: the bundle of the model, usable alone ({@link Item2VecModel#load}),
 *   <li>{@value #CATALOG}: titles, artists and credits, so that answers have names without the data,
 *   <li>{@value #CHECKPOINT}: while training runs, or after it was stopped,
 *   <li>{@value #SUMMARY}: settings and numbers of the run,
 *   <li>{@value #COMMAND}: its command line, while training runs, or after it was stopped,
 *   <li>{@value #LOG}: the epochs of a Transformer, a line each.
 * </ul>
 *
 * A bundle that was saved by other means can be opened as well; it answers with ids alone.
 */
public final class ModelDirectory {
    /** The bundle of the model. */
    public static final String MODEL = "model";

    /** The bundle of the names. */
    public static final String CATALOG = "catalog";

    /** The checkpoint of a training. */
    public static final String CHECKPOINT = "checkpoint";

    /** The summary of the run. */
    public static final String SUMMARY = "run.json";

    /** A JSON object for each epoch of a training. */
    public static final String LOG = "training.jsonl";

    /** The command line of a training that has not ended. */
    public static final String COMMAND = "command.json";

    private final Path directory;

    /** A directory of this path, which need not exist. */
    public ModelDirectory(Path directory) {
        this.directory = directory;
    }

    /** Where it is. */
    public Path path() {
        return directory;
    }

    /** Where the bundle of the model is, or will be. */
    public Path model() {
        return isBundle(directory) ? directory : directory.resolve(MODEL);
    }

    /** Where the checkpoint of a training is, or will be. */
    public Path checkpoint() {
        return directory.resolve(CHECKPOINT);
    }

    /** Where the summary of the run is, or will be. */
    public Path summary() {
        return directory.resolve(SUMMARY);
    }

    /** Where the log of a training is, or will be. */
    public Path trainingLog() {
        return directory.resolve(LOG);
    }

    /**
     * Checks, before a long training, that a model can be saved here.
     *
     * @throws IOException if the path is a file, or a directory of something else, or what is in the place of the model or its
     *     names is no bundle
     */
    public void requireWritable() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory + " is a file; the model needs a directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            boolean empty = entries.findAny().isEmpty();
            if (!empty
                    && !ModelBundle.exists(directory.resolve(MODEL))
                    && !ModelBundle.exists(directory.resolve(CHECKPOINT))
                    && Stream.of(COMMAND, LOG).noneMatch(name -> Files.exists(directory.resolve(name)))) {
                throw new FileAlreadyExistsException(
                        directory.toString(), null, "holds something other than a model and is not touched");
            }
        }
        ModelBundle.requireReplaceable(directory.resolve(MODEL));
        ModelBundle.requireReplaceable(directory.resolve(CATALOG));
    }

    /**
     * Saves a model and the names of its catalogue; each replaces what was there in one step.
     *
     * @param dataHash hash of the training data, for the provenance
     */
    public void save(Item2VecModel model, Catalog catalog, String dataHash) throws IOException {
        Files.createDirectories(directory);
        model.save(directory.resolve(MODEL), dataHash);
        StoredCatalog.save(catalog, directory.resolve(CATALOG));
    }

    /** The same with a Transformer; the catalogue may have more tracks than the model. */
    public void save(TransformerModel model, Catalog catalog, String dataHash) throws IOException {
        Files.createDirectories(directory);
        model.save(directory.resolve(MODEL), dataHash);
        StoredCatalog.save(catalog, directory.resolve(CATALOG));
    }

    /**
     * What is here.
     *
     * @throws IOException if there is no usable model; the message says what is wrong
     */
    public Opened open() throws IOException {
        Path bundle = requireModel("item2vec");
        requireKind(bundle, Item2VecModel.KIND);
        Item2VecModel model = Item2VecModel.load(bundle);
        // A run that was killed between saving the one and the other leaves names of an older model.
        return new Opened(
                model,
                catalog()
                        .filter(catalog ->
                                StoredCatalog.fits(catalog, model.vectors().tracks())));
    }

    /**
     * The Transformer that is here.
     *
     * @throws IOException if there is no usable one; the message says what is wrong
     */
    public OpenedTransformer openTransformer() throws IOException {
        Path bundle = requireModel("transformer");
        requireKind(bundle, TransformerModel.KIND);
        return new OpenedTransformer(TransformerModel.load(bundle), catalog());
    }

    /**
     * The kind of model that is here, {@link Item2VecModel#KIND} or {@link TransformerModel#KIND}.
     *
     * @throws IOException if there is no model, or one of another kind
     */
    public String kind() throws IOException {
        String kind = ModelBundle.kindOf(requireModel("item2vec|transformer"));
        if (!kind.equals(Item2VecModel.KIND) && !kind.equals(TransformerModel.KIND)) {
            throw noModel(kind);
        }
        return kind;
    }

    private void requireKind(Path bundle, String wanted) throws IOException {
        String kind = ModelBundle.kindOf(bundle);
        if (kind.equals(wanted)) {
            return;
        }
        throw switch (kind) {
            case TransformerModel.KIND ->
                new IOException(directory + " holds a Transformer; expected vectors of 'reco train item2vec'."
                        + " For a Transformer there are reco recommend, continue and radio");
            case Item2VecModel.KIND ->
                new IOException(directory + " holds vectors of item2vec; expected what 'reco train transformer' wrote."
                        + " For vectors there are reco similar, export and radio");
            default -> noModel(kind);
        };
    }

    private IOException noModel(String kind) {
        return new IOException(directory + " is a bundle of kind '" + kind
                + "' and no model: expected the directory that"
                + " 'reco train' wrote, or a bundle of kind '" + Item2VecModel.KIND + "' or '" + TransformerModel.KIND
                + "'");
    }

    private Optional<Catalog> catalog() throws IOException {
        Path names = directory.resolve(CATALOG);
        return Files.isDirectory(names) ? Optional.of(StoredCatalog.load(names)) : Optional.empty();
    }

    private Path requireModel(String kind) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("no model at " + directory + ": train one with 'reco train " + kind + " --out "
                    + directory + " ...'");
        }
        Path bundle = model();
        if (!ModelBundle.exists(bundle)) {
            throw new IOException(directory + " holds no model"
                    + (ModelBundle.exists(checkpoint())
                            ? ", only the checkpoint of a training that did not end: go on with 'reco resume "
                                    + directory + "'"
                            : ": expected a directory that 'reco train' wrote, or a model bundle"));
        }
        return bundle;
    }

    /**
     * An opened model.
     *
     * @param model the model
     * @param catalog names and credits, at the same indices as its tracks; empty if none were stored
     */
    public record Opened(Item2VecModel model, Optional<Catalog> catalog) {}

    /**
     * An opened Transformer.
     *
     * @param model the model
     * @param catalog names and credits of its tracks and maybe others; empty if none were stored
     */
    public record OpenedTransformer(TransformerModel model, Optional<Catalog> catalog) {}

    /** Sizes of the files below, in bytes. */
    public static long bytes(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static boolean isBundle(Path path) {
        return Files.isRegularFile(path.resolve("manifest.json"));
    }
}
