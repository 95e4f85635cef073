package io.reco.examples.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
    private static Dataset world;
    private static Item2VecModel model;

    @TempDir
    private Path dir;

    @BeforeAll
    static void train() {
        world = ListeningWorld.of(WorldOptions.ofSize(60, 150).withSeed(2)).dataset();
        model = Item2VecTrainer.fit(
                Sequences.sessions(world.events(), EventSemantics.DEFAULT),
                world.catalog().tracks(),
                Item2VecOptions.MUSIC.withDimension(8).withEpochs(1),
                ProgressListener.none());
    }

    @Test
    void whatIsStoredOfACatalogueComesBack() throws IOException {
        ModelDirectory target = new ModelDirectory(dir.resolve("m"));
        target.save(model, world.catalog(), "h");
        ModelDirectory.Opened opened = target.open();
        Catalog before = world.catalog();
        Catalog after = opened.catalog().orElseThrow();
        assertThat(after.tracks()).isEqualTo(before.tracks());
        assertThat(after.artists()).isEqualTo(before.artists());
        assertThat(after.genres()).isEqualTo(before.genres());
        for (int t = 0; t < before.trackCount(); t++) {
            assertThat(after.title(t)).isEqualTo(before.title(t));
            assertThat(after.track(t).credits()).isEqualTo(before.track(t).credits());
            assertThat(after.track(t).genres()).isEqualTo(before.track(t).genres());
        }
        for (int a = 0; a < before.artists().size(); a++) {
            assertThat(after.artistName(a)).isEqualTo(before.artistName(a));
        }
        for (int g = 0; g < before.genres().size(); g++) {
            assertThat(after.genreName(g)).isEqualTo(before.genreName(g));
        }
        assertThat(opened.model().options()).isEqualTo(model.options());
    }

    @Test
    void aBundleAloneOpensWithoutNames() throws IOException {
        model.save(dir.resolve("bundle"));
        assertThat(new ModelDirectory(dir.resolve("bundle")).open().catalog()).isEmpty();
    }

    @Test
    void namesOfAnotherModelAreNotUsed() throws IOException {
        ModelDirectory target = new ModelDirectory(dir.resolve("m"));
        target.save(model, world.catalog(), "");
        IdMap.Builder more = world.catalog().tracks().toBuilder();
        more.add("new");
        TrackVectors wider = Reindexed.of(model.vectors(), more.build());
        new Item2VecModel(wider, model.options(), model.training()).save(target.model());
        assertThat(target.open().catalog()).isEmpty();
    }

    @Test
    void whatIsNoModelIsSaidToBeNone() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> new ModelDirectory(dir.resolve("none")).open())
                .withMessageContaining("no model at");
        Path checkpoint = Files.createDirectories(dir.resolve("half").resolve("checkpoint"));
        Files.writeString(checkpoint.resolve("manifest.json"), "{}");
        assertThatIOException()
                .isThrownBy(() -> new ModelDirectory(dir.resolve("half")).open())
                .withMessageContaining("reco resume");
        Files.createDirectories(dir.resolve("other"));
        assertThatIOException()
                .isThrownBy(() -> new ModelDirectory(dir.resolve("other")).open())
                .withMessageContaining("holds no model");
    }

    @Test
    void onlyAnEmptyDirectoryOrThatOfAModelIsWrittenTo() throws IOException {
        new ModelDirectory(dir.resolve("new")).requireWritable();
        Files.createDirectories(dir.resolve("new"));
        new ModelDirectory(dir.resolve("new")).requireWritable();
        Path mine = Files.writeString(dir.resolve("new").resolve("mine.txt"), "x");
        assertThatIOException().isThrownBy(() -> new ModelDirectory(dir.resolve("new")).requireWritable());
        assertThatIOException().isThrownBy(() -> new ModelDirectory(mine).requireWritable());
        ModelDirectory target = new ModelDirectory(dir.resolve("m"));
        target.save(model, world.catalog(), "");
        target.requireWritable();
    }

    @Test
    void vectorsFollowTheirTracksToOtherIndices() {
        IdMap ids = model.vectors().tracks();
        String first = ids.id(model.vectors().track(0));
        String second = ids.id(model.vectors().track(1));
        TrackVectors moved = Reindexed.of(model.vectors(), IdMap.of(List.of("unknown", second, first)));
        assertThat(moved.rows()).isEqualTo(2);
        assertThat(moved.vector(moved.rowOf(first))).isEqualTo(model.vectors().vector(0));
        assertThat(moved.support(moved.rowOf(second))).isEqualTo(model.vectors().support(1));
        assertThat(moved.rowOf("unknown")).isEqualTo(IdMap.ABSENT);
        assertThat(Reindexed.of(model.vectors(), ids)).isSameAs(model.vectors());
    }

    @Test
    void theHashTellsSequencesAndIdsApart() {
        IdMap ids = IdMap.of(List.of("a", "b"));
        String hash = DataHash.of(Sequences.of(List.of(new int[] {0, 1})), ids);
        assertThat(DataHash.of(Sequences.of(List.of(new int[] {0, 1})), ids)).isEqualTo(hash);
        assertThat(DataHash.of(Sequences.of(List.of(new int[] {1, 0})), ids)).isNotEqualTo(hash);
        assertThat(DataHash.of(Sequences.of(List.of(new int[] {0}, new int[] {1})), ids))
                .isNotEqualTo(hash);
        assertThat(DataHash.of(Sequences.of(List.of(new int[] {0, 1})), IdMap.of(List.of("a", "c"))))
                .isNotEqualTo(hash);
    }
}
