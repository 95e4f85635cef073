package io.reco.embeddings.item2vec;

import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models as bundles. */
final class Item2VecBundle {
    private static final String TRACKS = "tracks";
    private static final String VECTORS = "vectors";
    private static final String SUPPORT = "support";

    private Item2VecBundle() {}

    /** What the manifest holds besides the provenance. */
    record Configuration(Item2VecOptions options, TrainingSummary training) {}

    static void save(Item2VecModel model, Path directory) throws IOException {
        TrackVectors vectors = model.vectors();
        int[] trackOfRow = new int[vectors.rows()];
        int[] support = new int[vectors.rows()];
        for (int row = 0; row < vectors.rows(); row++) {
            trackOfRow[row] = vectors.track(row);
            support[row] = vectors.support(row);
        }
        try (BundleWriter out = ModelBundle.writer(directory, Item2VecModel.KIND)) {
            out.configuration(new Configuration(model.options(), model.training()))
                    .provenance(provenance(model))
                    .ids(TRACKS, vectors.tracks().ids())
                    .tensor(VECTORS, vectors.matrix())
                    .tensor(TRACKS, trackOfRow, trackOfRow.length)
                    .tensor(SUPPORT, support, support.length)
                    .commit();
        }
    }

    static Item2VecModel load(Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(directory, Item2VecModel.KIND)) {
            Configuration configuration = bundle.requireFinite().configuration(Configuration.class);
            IdMap tracks = IdMap.of(bundle.ids(TRACKS));
            FloatMatrix matrix = bundle.matrix(VECTORS);
            TrackVectors vectors = new TrackVectors(tracks, bundle.ints(TRACKS), bundle.ints(SUPPORT), matrix);
            return new Item2VecModel(vectors, configuration.options(), configuration.training());
        } catch (IllegalArgumentException e) {
            throw new IOException(directory + ": not a usable model: " + e.getMessage(), e);
        }
    }

    private static Provenance provenance(Item2VecModel model) {
        TrainingSummary training = model.training();
        SortedMap<String, Long> counts = new TreeMap<>(Map.of(
                "tracks", (long) model.vectors().tracks().size(),
                "vectors", (long) model.vectors().rows(),
                "sequences", training.sequences(),
                "tokens", training.tokens(),
                "epochs", (long) training.epochLoss().size()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (!training.epochLoss().isEmpty()) {
            metrics.put("loss", training.epochLoss().get(training.epochLoss().size() - 1));
        }
        return new Provenance(
                "",
                counts,
                model.options().seed(),
                model.options().threads(),
                new TreeMap<>(Map.of("java", Runtime.version().toString())),
                training.kernels(),
                metrics);
    }
}
