package io.reco.examples;

import io.reco.core.data.Dataset;
import io.reco.core.recommend.TrackScorer;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.VectorScorer;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.Presets;
import io.reco.examples.model.Reindexed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Models that were trained before, as sources of surfaces: {@code --model NAME=DIR}. */
final class TrainedModels {
    @Option(
            names = "--model",
            paramLabel = "NAME=DIR",
            description =
                    "A source of that name is the model that 'reco train' wrote to DIR, item2vec or a Transformer; of"
                            + " item2vec there is a similarity of that name too. May be given several times.")
    private Map<String, Path> directories = new LinkedHashMap<>();

    /**
     * A model for the characters and tracks of some data.
     *
     * @param scorer what it says of tracks
     * @param vectors of tracks, at the indices of the data; empty for a Transformer
     */
    record Trained(TrackScorer scorer, Optional<TrackVectors> vectors) {}

    /**
     * Opens the models.
     *
     * @throws IOException if one is not there or not usable; the message says which and why
     */
    Map<String, Trained> open(Dataset data, boolean ordered) throws IOException {
        Map<String, Trained> opened = new LinkedHashMap<>();
        for (Map.Entry<String, Path> entry : directories.entrySet()) {
            opened.put(entry.getKey(), open(entry.getValue(), data, ordered));
        }
        return opened;
    }

    /** The model of a directory. */
    static Trained open(Path path, Dataset data, boolean ordered) throws IOException {
        ModelDirectory directory = new ModelDirectory(path);
        if (directory.kind().equals(Item2VecModel.KIND)) {
            TrackVectors vectors = Reindexed.of(
                    directory.open().model().vectors(), data.catalog().tracks());
            HistoryOptions history = Presets.history(data, ordered);
            return new Trained(VectorScorer.of(Item2VecModel.KIND, vectors, history), Optional.of(vectors));
        }
        return new Trained(
                directory
                        .openTransformer()
                        .model()
                        .withTracksOf(data.catalog())
                        .scorer(data.catalog().tracks()),
                Optional.empty());
    }
}
