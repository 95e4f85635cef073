package io.reco.core.io;

import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SasrecFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("sasrec");
    }

    @Override
    Map<String, byte[]> sample() {
        return utf8(Map.of("events", "1 10\n1 노래\n2 10\n1 10\n"));
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of("events", "ml-1m.txt");
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                line("one column", "events", "7", COLUMN_COUNT, "item"),
                line("three columns", "events", "7 8 9", COLUMN_COUNT, ""));
    }

    @Test
    void keepsTheOrderOfTheFileAndHasNoTimes() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();

        assertThat(dataset.events().timed()).isFalse();
        assertThat(dataset.profiles().ids().ids()).containsExactly("1", "2");
        assertThat(dataset.catalog().tracks().ids()).containsExactly("10", "노래");
        assertThat(List.of(
                        dataset.events().track(0),
                        dataset.events().track(1),
                        dataset.events().track(2)))
                .containsExactly(0, 1, 0);
    }

    @Test
    void amongSeveralFilesTheOneNamedLikeTheDirectoryIsTaken() throws IOException {
        Path set = Files.createDirectory(directory.resolve("beauty"));
        Files.writeString(set.resolve("map.txt"), "1 1\n");
        Files.writeString(set.resolve("other.txt"), "1 1\n");

        assertThatThrownBy(() -> format().locate(set))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("map.txt")
                .hasMessageContaining("other.txt")
                .hasMessageContaining("pass the file");

        Files.writeString(set.resolve("beauty.txt"), "1 1\n");
        assertThat(format().locate(set).all("events").get(0).name()).endsWith("beauty.txt");
        assertThat(format().locate(set.resolve("map.txt")).all("events").get(0).name())
                .endsWith("map.txt");
    }

    @Test
    void ml1mHasTheCountsOfItsReadme() throws IOException {
        Dataset dataset = format().read(SharedData.directory("ml-1m"), ReadOptions.strict())
                .dataset();

        assertThat(dataset.profiles().size()).isEqualTo(6040);
        assertThat(dataset.catalog().trackCount()).isEqualTo(3416);
        assertThat(dataset.events().size()).isEqualTo(999_611);
    }
}
