package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Artist;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {
    @TempDir
    Path directory;

    private static NamedVectors three() {
        return vectors(List.of("t1", "t\t2", "t3"), new float[] {1, -0.5f}, new float[] {1e-5f, 0}, new float[] {2, 3});
    }

    private Path write(NamedVectors vectors, VectorWriteOptions options) throws IOException {
        Path target = directory.resolve("out").resolve("projector");
        VectorFormat.PROJECTOR.write(vectors, target, options);
        return target;
    }

    @Test
    void writesOneColumnWithoutHeader() throws IOException {
        Path target = write(three(), VectorWriteOptions.DEFAULT);
        assertThat(target.resolve("vectors.tsv")).hasContent("1.0\t-0.5\n1e-05\t0.0\n2.0\t3.0\n");
        assertThat(target.resolve("metadata.tsv")).hasContent("t1\nt 2\nt3\n");
        assertThat(target).isDirectoryContaining(p -> p.endsWith("vectors.tsv"));
        assertThat(target.toFile().list()).hasSize(2);
    }

    @Test
    void writesWhatTheCatalogueKnows() throws IOException {
        CatalogBuilder builder = new CatalogBuilder();
        int unused = builder.addArtist(new Artist("a1", "The\nArtist"));
        unused += builder.addTrack(Track.builder("t1")
                .title("Tab\there\r\n")
                .artist("a1")
                .genres(List.of("rock", "pop"))
                .build());
        unused += builder.addTrack(Track.builder("t3").artist("unnamed").build());
        builder.nameGenre("rock", "Rock!");
        assertThat(unused).isPositive();
        Catalog catalog = builder.build();
        Path target = write(three().withSupport(new int[] {3, 2, 1}), VectorWriteOptions.DEFAULT.withCatalog(catalog));
        assertThat(target.resolve("metadata.tsv"))
                .hasContent("id\ttitle\tartist\tgenre\tsupport\n"
                        + "t1\tTab here  \tThe Artist\tRock!\t3\n"
                        + "t 2\t\t\t\t2\n"
                        + "t3\t\tunnamed\t\t1\n");
    }

    @Test
    void isNotRead() {
        assertThat(VectorFormat.PROJECTOR.readable()).isFalse();
        assertThatThrownBy(() -> VectorFormat.PROJECTOR.read(directory, VectorReadOptions.DEFAULT))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("word2vec-text");
    }
}
