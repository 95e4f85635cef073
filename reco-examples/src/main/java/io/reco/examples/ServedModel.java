package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.examples.model.ModelDirectory;
import io.reco.transformer.TransformerModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Transformer and what it answers for: the tracks of the data if that is named, else those that were stored with it.
 *
 * @param model with the new tracks of the data, as far as it knows attributes of theirs
 * @param catalog names
 * @param data empty if no data was named
 */
record ServedModel(TransformerModel model, Catalog catalog, Optional<Dataset> data) {
    static ServedModel open(Path directory, DataArguments arguments, PrintWriter err) throws IOException {
        ModelDirectory.OpenedTransformer opened = new ModelDirectory(directory).openTransformer();
        Optional<Dataset> data =
                arguments.given() ? Optional.of(arguments.load(err).dataset()) : Optional.empty();
        Catalog catalog = data.map(Dataset::catalog).or(opened::catalog).orElseGet(() -> idsAlone(opened.model()));
        return new ServedModel(opened.model().withTracksOf(catalog), catalog, data);
    }

    private static Catalog idsAlone(TransformerModel model) {
        CatalogBuilder builder = new CatalogBuilder();
        model.tracks().ids().forEach(builder::track);
        return builder.build();
    }

    /** The data, or a catalogue with which nothing ever happened. */
    Dataset dataset() {
        Dataset nothing = Dataset.builder("catalogue").build();
        return data.orElseGet(() -> new Dataset(
                "catalogue", catalog, nothing.profiles(), EventLog.empty(nothing.profiles().size()), nothing.playlists()));
    }
}
