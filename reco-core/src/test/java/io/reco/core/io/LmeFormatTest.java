package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_UTF8;
import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_HEADER;
import static io.reco.core.io.RejectReason.NOT_A_NUMBER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.Playlists;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LmeFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("lme");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tag_hash", "0, rock\n1, a, b\n2, pop\n");
        files.put("tags", "1 2\n#\n0\n");
        files.put("song_hash", "0\tGucci Time (w\\/ Swizz)\tGucci Mane\n1\t비\t비\n2\tX\t\n");
        files.put("train", "17430147 17277121 5 \n19 456 3 \n0 1 0 \n2 \n");
        return utf8(files);
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of(
                "tag_hash", "yes_tiny_tag_hash.txt",
                "tags", "yes_tiny_tags.txt",
                "song_hash", "yes_tiny_song_hash.txt",
                "train", "yes_tiny_train.txt");
    }

    @Override
    Set<String> rolesWhereBlankLinesCount() {
        return Set.of("tags");
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                line("song beyond the last", "train", "0 3 ", OUT_OF_RANGE, ""),
                line("negative song", "train", "-1 ", OUT_OF_RANGE, "song"),
                line("song in words", "train", "zero ", NOT_A_NUMBER, "song"),
                line("NaN", "train", "NaN ", NOT_FINITE, "song"),
                new BadCase(
                        "metadata lines of different length",
                        "train",
                        "1 2 3\n1 2\n0 1 0 \n2 \n".getBytes(UTF_8),
                        "1 2".getBytes(UTF_8),
                        content("train"),
                        COLUMN_COUNT,
                        ""),
                line("song given twice", "song_hash", "1\tA\tB", DUPLICATE_ID, "number"),
                line("empty song", "song_hash", "\tA\tB", EMPTY_ID, "number"),
                line("two columns", "song_hash", "3\tA", COLUMN_COUNT, "artist"),
                line("tag given twice", "tag_hash", "2, x", DUPLICATE_ID, "number, name"),
                line("no comma", "tag_hash", "4 rock", COLUMN_COUNT, "number, name"),
                line("no number", "tag_hash", ", rock", EMPTY_ID, "number, name"),
                line("empty line", "tags", "", COLUMN_COUNT, "tag"),
                line("tag in words", "tags", "rock", NOT_A_NUMBER, "tag"));
    }

    @Test
    void playlistsAreTheLinesBelowTheMetadata() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();
        Playlists playlists = dataset.playlists();

        assertThat(playlists.ids().ids()).containsExactly("0", "1");
        assertThat(playlists.playlist(0, dataset.catalog(), dataset.profiles()).tracks())
                .containsExactly("0", "1", "0");
        assertThat(dataset.catalog().track(0).title()).isEqualTo("Gucci Time (w/ Swizz)");
        assertThat(dataset.catalog().track(0).tags()).containsExactly("a, b", "pop");
        assertThat(dataset.catalog().track(0).credits().get(0).artistId()).isEqualTo("Gucci Mane");
        assertThat(dataset.catalog().track(2).credits()).isEmpty();
    }

    @Test
    void aRejectedLineKeepsItsNumber() throws IOException {
        byte[] train = "7 8 9\n1 1 1\n0 1\nzero\n0 \u00FF\n\n2\n".getBytes(ISO_8859_1);
        Dataset dataset = format().read(sources(with("train", train)), ReadOptions.lenient())
                .dataset();
        assertThat(dataset.playlists().ids().ids()).containsExactly("0", "3");
    }

    @Test
    void aPlaylistIsNeverTakenForMetadataThatWasRejected() throws IOException {
        byte[] one = "7 8 \u00FF\n1 1 1\n0 1\n2\n".getBytes(ISO_8859_1);
        byte[] both = "7 8 \u00FF\n1 1 \u00FF\n0 1\n2\n".getBytes(ISO_8859_1);

        ReadResult result = format().read(sources(with("train", one)), ReadOptions.lenient());
        assertThat(result.dataset().playlists().ids().ids()).containsExactly("0", "1");
        ReadReport report = format().read(sources(with("train", both)), ReadOptions.lenient())
                .report();
        assertThat(report.rejectedByReason()).isEqualTo(Map.of(BAD_UTF8, 2L, MISSING_HEADER, 2L));
    }

    @Test
    void realSetHasTheCountsOfItsReadme() throws IOException {
        Dataset dataset = format().read(SharedData.directory("yes-playlists"), ReadOptions.strict())
                .dataset();
        Playlists playlists = dataset.playlists();
        long transitions = 0;
        int atLeastTwo = 0;
        for (int p = 0; p < playlists.size(); p++) {
            int length = playlists.tracks().length(p);
            transitions += Math.max(0, length - 1);
            atLeastTwo += length >= 2 ? 1 : 0;
        }

        assertThat(playlists.size()).isEqualTo(41_480);
        assertThat(atLeastTwo).isEqualTo(24_754);
        assertThat(dataset.catalog().trackCount()).isEqualTo(3_168);
        assertThat(playlists.tracks().totalLength()).isEqualTo(175_911);
        assertThat(transitions).isEqualTo(134_431);
        assertThat(dataset.catalog().tags().size()).isLessThanOrEqualTo(250);
    }
}
