package io.reco.embeddings.item2vec;

import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.AttributeVectors.Attribute;
import io.reco.embeddings.TrackVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models as bundles. */
final class Item2VecBundle {
    private static final String TRACKS = "tracks";
    private static final String VECTORS = "vectors";
    private static final String SUPPORT = "support";
    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE_SUPPORT = "attribute_support";
    private static final String OUTPUTS = "outputs";

    private Item2VecBundle() {}

    /** What the manifest holds besides the provenance. */
    record Configuration(Item2VecOptions options, TrainingSummary training) {}

    static void save(Item2VecModel model, Path directory, String dataHash) throws IOException {
        TrackVectors vectors = model.vectors();
        int[] trackOfRow = new int[vectors.rows()];
        int[] support = new int[vectors.rows()];
        for (int row = 0; row < vectors.rows(); row++) {
            trackOfRow[row] = vectors.track(row);
            support[row] = vectors.support(row);
        }
        try (BundleWriter out = ModelBundle.writer(directory, Item2VecModel.KIND)) {
            out.configuration(new Configuration(model.options(), model.training()))
                    .provenance(provenance(model, dataHash))
                    .ids(TRACKS, vectors.tracks().ids())
                    .tensor(VECTORS, vectors.matrix())
                    .tensor(TRACKS, trackOfRow, trackOfRow.length)
                    .tensor(SUPPORT, support, support.length);
            if (model.attributes().rows() > 0) {
                addAttributes(out, model.attributes());
            }
            if (model.outputs().isPresent()) {
                out.tensor(OUTPUTS, model.outputs().get());
            }
            out.commit();
        }
    }

    private static void addAttributes(BundleWriter out, AttributeVectors attributes) throws IOException {
        int[] support = new int[attributes.rows()];
        for (int row = 0; row < support.length; row++) {
            support[row] = attributes.support(row);
        }
        for (Attribute kind : Attribute.values()) {
            out.ids(listName(kind), attributes.ids(kind));
        }
        out.tensor(ATTRIBUTES, attributes.matrix()).tensor(ATTRIBUTE_SUPPORT, support, support.length);
    }

    private static String listName(Attribute kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "s";
    }

    static Item2VecModel load(Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(directory, Item2VecModel.KIND)) {
            Configuration configuration = bundle.requireFinite().configuration(Configuration.class);
            IdMap tracks = IdMap.of(bundle.ids(TRACKS));
            FloatMatrix matrix = bundle.matrix(VECTORS);
            TrackVectors vectors = new TrackVectors(tracks, bundle.ints(TRACKS), bundle.ints(SUPPORT), matrix);
            return new Item2VecModel(
                    vectors,
                    attributes(bundle, matrix.dim()),
                    bundle.tensors().containsKey(OUTPUTS) ? Optional.of(bundle.matrix(OUTPUTS)) : Optional.empty(),
                    configuration.options(),
                    configuration.training());
        } catch (IllegalArgumentException e) {
            throw new IOException(directory + ": not a usable model: " + e.getMessage(), e);
        }
    }

    private static AttributeVectors attributes(ModelBundle bundle, int dimension) throws IOException {
        if (!bundle.tensors().containsKey(ATTRIBUTES)) {
            return AttributeVectors.none(dimension);
        }
        Map<Attribute, IdMap> ids = new EnumMap<>(Attribute.class);
        for (Attribute kind : Attribute.values()) {
            ids.put(kind, IdMap.of(bundle.ids(listName(kind))));
        }
        return new AttributeVectors(ids, bundle.ints(ATTRIBUTE_SUPPORT), bundle.matrix(ATTRIBUTES));
    }

    private static Provenance provenance(Item2VecModel model, String dataHash) {
        TrainingSummary training = model.training();
        SortedMap<String, Long> counts = new TreeMap<>(Map.of(
                "tracks", (long) model.vectors().tracks().size(),
                "vectors", (long) model.vectors().rows(),
                "attributes", (long) model.attributes().rows(),
                "sequences", training.sequences(),
                "tokens", training.tokens(),
                "epochs", (long) training.epochLoss().size()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (!training.epochLoss().isEmpty()) {
            metrics.put("loss", training.epochLoss().get(training.epochLoss().size() - 1));
        }
        return new Provenance(
                dataHash,
                counts,
                model.options().seed(),
                model.options().threads(),
                new TreeMap<>(Map.of("java", Runtime.version().toString())),
                training.kernels(),
                metrics);
    }
}
