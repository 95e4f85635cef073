package io.reco.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.data.Dataset;
import io.reco.core.recommend.TrackScorer;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.VectorScorer;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.Presets;
import io.reco.examples.model.Reindexed;
import io.reco.rerank.config.SurfaceFormatException;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.config.SurfaceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Models that were trained before, as sources of surfaces: {@code --model NAME=DIR}. */
final class TrainedModels {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(
            names = "--model",
            paramLabel = "NAME=DIR",
            description =
                    "A source of that name is the model that 'reco train' wrote to DIR, item2vec or a Transformer; of"
                            + " item2vec there is a similarity of that name too. May be given several times.")
    private List<String> given = new ArrayList<>();

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
        for (Map.Entry<String, Path> entry : directories().entrySet()) {
            opened.put(entry.getKey(), open(entry.getValue(), data, ordered));
        }
        return opened;
    }

    /**
     * Checks, before the data is read, that every model is there, named once and used by a surface as a source or a similarity,
     * and that surfaces name no others.
     *
     * @throws UsageException if one is named twice, or by no surface
     * @throws IOException if a surface or a model cannot be read, or there is no model
     * @throws IllegalArgumentException if a surface is refused
     */
    void check(Path... surfaces) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path surface : surfaces) {
            JsonNode json = MAPPER.readTree(
                    SurfaceWriter.json(SurfaceReader.withoutResources().read(surface)));
            ((ObjectNode) json).remove("surface"); // its own name
            addTexts(json, names);
        }
        requireUsed(names);
        SurfaceResources known = SurfaceModels.names(directories().keySet(), similarities());
        for (Path surface : surfaces) {
            requireKnown(surface, known);
        }
    }

    private Set<String> similarities() throws IOException {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, Path> entry : directories().entrySet()) {
            if (new ModelDirectory(entry.getValue()).kind().equals(Item2VecModel.KIND)) {
                names.add(entry.getKey());
            }
        }
        return names;
    }

    private static void requireKnown(Path surface, SurfaceResources known) throws IOException {
        try {
            SurfaceReader.of(known).read(surface);
        } catch (SurfaceFormatException e) {
            // Other problems may come from having no data yet; those that stay are told when there is.
            if (e.problems().stream()
                    .map(SurfaceFormatException.Problem::message)
                    .anyMatch(text -> text.startsWith("unknown source ") || text.startsWith("unknown similarity "))) {
                throw new IllegalArgumentException(
                        e.getMessage() + System.lineSeparator()
                                + "--model NAME=DIR makes a model that 'reco train' wrote a source of that name, and one of"
                                + " item2vec a similarity as well",
                        e);
            }
        }
    }

    private void requireUsed(Set<String> names) {
        for (String name : directories().keySet()) {
            if (!names.contains(name)) {
                throw new UsageException("--model " + name + ": no surface names '" + name + "'");
            }
        }
    }

    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> addTexts(child, texts));
    }

    private Map<String, Path> directories() {
        Map<String, Path> directories = new LinkedHashMap<>();
        for (String text : given) {
            int end = text.indexOf('=');
            if (end < 1 || end == text.length() - 1) {
                throw new UsageException("--model '" + text + "' is not NAME=DIR");
            }
            if (directories.put(text.substring(0, end), Path.of(text.substring(end + 1))) != null) {
                throw new UsageException("--model names '" + text.substring(0, end) + "' twice");
            }
        }
        return directories;
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
