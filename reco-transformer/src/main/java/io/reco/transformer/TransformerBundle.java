package io.reco.transformer;

import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.bundle.TensorInfo;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.TransformerKernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Models as bundles. */
final class TransformerBundle {
    /** Version of what is in a bundle of this kind. */
    static final int VERSION = 2;

    private static final String TRACKS = "tracks";
    private static final String SUPPORT = "support";
    private static final String ARTISTS = "artists";
    private static final String ALBUMS = "albums";
    private static final String GENRES = "genres";
    private static final String OFFSETS = "features.offsets";
    private static final String VALUES = "features.values";
    /** Floats read at a time. */
    private static final int CHUNK = 1 << 16;

    private TransformerBundle() {}

    /**
     * What the manifest holds besides the provenance.
     *
     * @param version of this content
     * @param options the shape
     * @param trainingOptions how it was trained
     * @param training what happened in training
     */
    record Configuration(
            int version, TransformerOptions options, TrainingOptions trainingOptions, TrainingSummary training) {}

    static void save(TransformerModel model, Path directory, String dataHash) throws IOException {
        try (BundleWriter out = ModelBundle.writer(directory, TransformerModel.KIND)) {
            out.configuration(new Configuration(VERSION, model.options(), model.trainingOptions(), model.training()))
                    .provenance(provenance(model, dataHash))
                    .ids(TRACKS, model.tracks().ids())
                    .tensor(SUPPORT, model.supports(), model.tracks().size());
            addWeights(out, model.weights());
            if (model.weights().attributeCount() > 0) {
                int[] offsets = model.features().offsets();
                int[] values = model.features().values();
                out.tensor(OFFSETS, offsets, offsets.length).tensor(VALUES, values, values.length);
                out.ids(ARTISTS, model.attributes().artists().ids())
                        .ids(ALBUMS, model.attributes().albums().ids())
                        .ids(GENRES, model.attributes().genres().ids());
            }
            out.commit();
        }
    }

    private static void addWeights(BundleWriter out, TransformerWeights weights) {
        int dim = weights.options().dim();
        int stride = TransformerKernels.stride(dim);
        for (NamedMatrix matrix : weights.matrices()) {
            // Tables may be large: their rows are written from where they lie.
            float[] table = switch (matrix.name()) {
                case "items" -> weights.items();
                case "outputs" -> weights.outputs();
                case "attributes" -> weights.attributes();
                default -> null;
            };
            if (table == null) {
                out.tensor(matrix.name(), matrix.toArray(), matrix.rows(), matrix.columns());
            } else {
                out.tensor(matrix.name(), FloatMatrix.wrap(table, 0, matrix.rows(), dim, stride));
            }
        }
    }

    static TransformerModel load(Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(directory, TransformerModel.KIND)) {
            int version = bundle.configuration().path("version").asInt();
            if (version != VERSION) {
                throw new IllegalArgumentException("version " + version + " of its content is not " + VERSION
                        + "; train it again with this release");
            }
            Configuration configuration = bundle.requireFinite().configuration(Configuration.class);
            TransformerOptions options = configuration.options();
            IdMap tracks = IdMap.of(bundle.ids(TRACKS));
            ItemFeatures features = features(bundle, tracks.size());
            TransformerWeights weights = TransformerWeights.zeros(options, features);
            readWeights(bundle, weights);
            return new TransformerModel(
                    weights,
                    features,
                    tracks,
                    attributes(bundle),
                    bundle.ints(SUPPORT),
                    configuration.trainingOptions(),
                    configuration.training());
        } catch (IllegalArgumentException e) {
            throw new IOException(directory + ": not a usable model: " + e.getMessage(), e);
        }
    }

    private static ItemFeatures features(ModelBundle bundle, int items) throws IOException {
        if (!bundle.tensors().containsKey(OFFSETS)) {
            return ItemFeatures.ofItems(items);
        }
        TensorInfo table = bundle.tensors().get("attributes");
        int attributes = table == null ? 0 : Math.toIntExact(table.shape().get(0));
        return ItemFeatures.of(bundle.ints(OFFSETS), bundle.ints(VALUES), attributes);
    }

    private static AttributeIds attributes(ModelBundle bundle) throws IOException {
        return bundle.tensors().containsKey(OFFSETS)
                ? new AttributeIds(
                        IdMap.of(bundle.ids(ARTISTS)), IdMap.of(bundle.ids(ALBUMS)), IdMap.of(bundle.ids(GENRES)))
                : AttributeIds.NONE;
    }

    private static void readWeights(ModelBundle bundle, TransformerWeights weights) throws IOException {
        List<NamedMatrix> matrices = weights.matrices();
        Set<String> expected = new HashSet<>(Set.of(SUPPORT, OFFSETS, VALUES));
        matrices.forEach(matrix -> expected.add(matrix.name()));
        for (String name : bundle.tensors().keySet()) {
            if (!expected.contains(name)) {
                throw new IllegalArgumentException("tensor '" + name + "' does not belong to a model of these options");
            }
        }
        for (NamedMatrix matrix : matrices) {
            TensorInfo info = bundle.tensors().get(matrix.name());
            List<Long> shape = Stream.of(matrix.rows(), matrix.columns())
                    .map(Long::valueOf)
                    .toList();
            if (info == null || !info.shape().equals(shape)) {
                throw new IllegalArgumentException("tensor '" + matrix.name() + "' "
                        + (info == null ? "is not there" : "has shape " + info.shape()) + "; its options ask for "
                        + shape);
            }
            int rowsAtOnce = Math.max(1, CHUNK / matrix.columns());
            float[] part = new float[Math.min(rowsAtOnce, matrix.rows()) * matrix.columns()];
            float[] row = new float[matrix.columns()];
            for (int first = 0; first < matrix.rows(); first += rowsAtOnce) {
                int rows = Math.min(rowsAtOnce, matrix.rows() - first);
                bundle.readFloats(matrix.name(), (long) first * row.length, part, 0, rows * row.length);
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(part, i * row.length, row, 0, row.length);
                    matrix.write(first + i, row);
                }
            }
        }
    }

    private static Provenance provenance(TransformerModel model, String dataHash) {
        TrainingSummary training = model.training();
        SortedMap<String, Long> counts = new TreeMap<>(Map.of(
                "tracks", (long) model.tracks().size(),
                "known", (long) model.knownTracks(),
                "attributes", (long) model.weights().attributeCount(),
                "sequences", training.sequences(),
                "targets", training.targets(),
                "epochs", (long) training.epochs().size()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (!training.epochs().isEmpty()) {
            metrics.put(
                    "loss", training.epochs().get(training.epochs().size() - 1).loss());
        }
        if (!Double.isNaN(training.bestMetric())) {
            metrics.put(training.metric(), training.bestMetric());
        }
        return new Provenance(
                dataHash,
                counts,
                model.trainingOptions().seed(),
                model.trainingOptions().threads(),
                new TreeMap<>(Map.of("java", Runtime.version().toString())),
                training.kernels(),
                metrics);
    }
}
