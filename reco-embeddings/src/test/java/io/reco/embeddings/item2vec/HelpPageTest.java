package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/help/item2vec.md shows is what is compiled here, and it runs. */
class HelpPageTest {
    private static final Dataset DATA =
            ListeningWorld.of(WorldOptions.ofSize(100, 300)).dataset();
    private static final Item2VecOptions OPTIONS =
            Item2VecOptions.MUSIC.withDimension(8).withEpochs(1).withKeepOutputs(true);

    @Test
    void theSnippetsAreTheCode() throws IOException {
        String code = Files.readString(
                Path.of("src", "test", "java", "io", "reco", "embeddings", "item2vec", "HelpPageTest.java"));
        String page = Files.readString(Path.of("..", "docs", "help", "item2vec.md"));
        List<String> snippets = new ArrayList<>();
        for (String part : page.split("```java\n", -1)) {
            snippets.add(part.substring(0, Math.max(0, part.indexOf("\n```"))));
        }
        snippets.remove(0);
        assertThat(snippets).hasSize(4);
        for (String snippet : snippets) {
            assertThat(code).contains(snippet.indent(8).stripTrailing());
        }
    }

    @Test
    void trainAndSave(@TempDir Path directory) throws IOException {
        assertThat(train(DATA, ProgressListener.none(), directory.resolve("model")))
                .isPositive();
    }

    private static int train(Dataset data, ProgressListener progress, Path target) throws IOException {
        Item2VecModel model = Item2VecTrainer.of(Item2VecOptions.MUSIC.withThreads(2))
                .withProgress(progress)
                .fit(
                        Sequences.sessions(data.events(), EventSemantics.DEFAULT),
                        data.catalog().tracks());
        model.save(target);
        return model.vectors().rows();
    }

    @Test
    void resume(@TempDir Path directory) {
        Path checkpoint = directory.resolve("checkpoint");
        assertThat(resumed(OPTIONS, sequences(), DATA.catalog().tracks(), checkpoint))
                .isPositive();
        assertThat(checkpoint).isNotEmptyDirectory();
    }

    private static int resumed(Item2VecOptions options, Sequences sequences, IdMap tracks, Path checkpoint) {
        Item2VecModel model =
                Item2VecTrainer.of(options).withCheckpoint(checkpoint).fit(sequences, tracks);
        return model.vectors().rows();
    }

    private static Sequences sequences() {
        return Sequences.sessions(DATA.events(), EventSemantics.DEFAULT);
    }

    @Test
    void attributesAndContinuation() {
        Catalog catalog = DATA.catalog();
        Item2VecModel model = attributes(DATA, OPTIONS, catalog.track(0));
        assertThat(model.attributes().rows()).isPositive();
        Item2VecModel next = continued(model, OPTIONS, catalog, sequences());
        assertThat(next.vectors().rows()).isEqualTo(model.vectors().rows());
    }

    private static Item2VecModel attributes(Dataset data, Item2VecOptions options, Track track) {
        Item2VecModel model = Item2VecTrainer.of(options)
                .withAttributes(AttributeData.of(data.catalog(), data.profiles()))
                .fit(
                        Sequences.sessions(data.events(), EventSemantics.DEFAULT),
                        data.catalog().tracks());
        Optional<float[]> artist = model.attributes().vector(Attribute.ARTIST, "artist-7");
        Optional<float[]> newTrack = MetadataVectors.of(model).track(track);
        Optional<float[]> newCharacter =
                MetadataVectors.of(model).character(Gender.F, AgeBand.FROM_25, List.of("artist-7"), List.of("rock"));
        assertThat(artist).isEmpty();
        assertThat(newTrack).isPresent();
        assertThat(newCharacter).isPresent();
        return model;
    }

    private static Item2VecModel continued(
            Item2VecModel model, Item2VecOptions options, Catalog newCatalog, Sequences newSequences) {
        Item2VecModel next = Item2VecTrainer.of(options)
                .withAttributes(AttributeData.of(newCatalog))
                .continueFrom(model, newSequences, newCatalog.tracks(), OldRows.KEEP);
        return next;
    }
}
