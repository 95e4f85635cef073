package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reco.core.bundle.BundleException;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.PlantedClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Item2VecModelTest {
    @TempDir
    private Path directory;

    @Test
    void saveAndLoadChangeNothingToTheBit() throws IOException {
        PlantedClusters clusters = new PlantedClusters(120, 6, 300, 0.1, 3);
        Item2VecModel model = Item2VecTrainer.fit(
                clusters.sequences(),
                clusters.ids(),
                Item2VecOptions.MUSIC.withDimension(17).withEpochs(2).withMinCount(40),
                ProgressListener.none());
        assertThat(model.vectors().rows()).as("some tracks without a vector").isBetween(10, 119);
        Path bundle = directory.resolve("model");
        model.save(bundle);
        Item2VecModel loaded = Item2VecModel.load(bundle);

        assertThat(loaded.options()).isEqualTo(model.options());
        assertThat(loaded.training()).isEqualTo(model.training());
        assertThat(loaded.vectors().tracks()).isEqualTo(model.vectors().tracks());
        assertThat(loaded.vectors().rows()).isEqualTo(model.vectors().rows());
        for (int row = 0; row < loaded.vectors().rows(); row++) {
            assertThat(loaded.vectors().track(row)).isEqualTo(model.vectors().track(row));
            assertThat(loaded.vectors().support(row)).isEqualTo(model.vectors().support(row));
            assertThat(loaded.vectors().vector(row)).isEqualTo(model.vectors().vector(row));
        }
    }

    @Test
    void aModelWithoutVectorsCanBeSaved() throws IOException {
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.of(List.of()), IdMap.of(List.of("a", "b\n")), Item2VecOptions.MUSIC, ProgressListener.none());
        Path bundle = directory.resolve("empty");
        model.save(bundle);

        assertThat(Item2VecModel.load(bundle).vectors().rows()).isZero();
        assertThat(Item2VecModel.load(bundle).vectors().tracks())
                .isEqualTo(model.vectors().tracks());
    }

    @Test
    void aBundleOfAnotherKindIsRefused() throws IOException {
        Path bundle = directory.resolve("other");
        try (var writer = ModelBundle.writer(bundle, "item-knn")) {
            writer.provenance(new Provenance("", new TreeMap<>(), 1, 1, new TreeMap<>(), "scalar", new TreeMap<>()))
                    .commit();
        }
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Item2VecModel.load(bundle))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(BundleException.Reason.FOREIGN))
                .withMessageContaining("kind 'item-knn', expected 'item2vec'");
    }

    @Test
    void aBundleWhoseRowsNameNoTrackIsRefused() throws IOException {
        Path bundle = directory.resolve("broken");
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.of(List.of()), IdMap.of(List.of("a")), Item2VecOptions.MUSIC, ProgressListener.none());
        try (var writer = ModelBundle.writer(bundle, Item2VecModel.KIND)) {
            writer.configuration(new Item2VecBundle.Configuration(model.options(), model.training()))
                    .provenance(new Provenance("", new TreeMap<>(), 1, 1, new TreeMap<>(), "scalar", new TreeMap<>()))
                    .ids("tracks", List.of("a"))
                    .tensor("vectors", new float[] {1, 2}, 1, 2)
                    .tensor("tracks", new int[] {1}, 1)
                    .tensor("support", new int[] {1}, 1)
                    .commit();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Item2VecModel.load(bundle))
                .withMessageContaining("row 0 has track 1");
    }
}
