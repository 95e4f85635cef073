package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_UTF8;
import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_HEADER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.Playlist;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolimiFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("polimi-2018");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tracks", "track_id,album_id,artist_id,duration_sec\n0,6306,449,167\n1,12085,4903,-1\n2,1,449,3\n");
        files.put("playlists", "playlist_id,num_edits,num_followers\n0,19,1\n7,2,30\n");
        files.put("target_playlists", "playlist_id\n7\n");
        files.put("sequential_playlists", "7 2 0 1\n");
        files.put("playlists_tracks", "0 1 2\n7 0 1 2\n");
        return utf8(files);
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of(
                "tracks", "tracks.csv",
                "playlists", "playlists.csv",
                "target_playlists", "target_playlists.csv",
                "sequential_playlists", "sequential_playlists.txt",
                "playlists_tracks", "playlists_tracks.txt");
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                line("playlist without tracks", "playlists_tracks", "5", COLUMN_COUNT, ""),
                line("playlist given twice", "playlists_tracks", "0 1", DUPLICATE_ID, "playlist"),
                line("sequence given twice", "sequential_playlists", "7 1", DUPLICATE_ID, "playlist"),
                line("target given twice", "target_playlists", "7", DUPLICATE_ID, "playlist_id"),
                line("followers given twice", "playlists", "0,1,1", DUPLICATE_ID, "playlist_id"),
                line("negative followers", "playlists", "3,1,-1", OUT_OF_RANGE, "num_followers"),
                line("track given twice", "tracks", "0,1,1,1", DUPLICATE_ID, "track_id"),
                line("empty track", "tracks", ",1,1,1", EMPTY_ID, "track_id"),
                line("empty artist", "tracks", "4,1,,1", EMPTY_ID, "artist_id"),
                line("NaN duration", "tracks", "4,1,1,nan", NOT_FINITE, "duration_sec"),
                line("negative duration", "tracks", "4,1,1,-2", OUT_OF_RANGE, "duration_sec"),
                line("three columns", "tracks", "4,1,1", COLUMN_COUNT, "duration_sec"));
    }

    @Test
    void theSequentialFileGivesTheOrder() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();
        Playlist ordered = dataset.playlists().playlist(1, dataset.catalog(), dataset.profiles());

        assertThat(ordered.id()).isEqualTo("7");
        assertThat(ordered.tracks()).containsExactly("2", "0", "1");
        assertThat(ordered.tags()).containsExactly("order-known", "target");
        assertThat(ordered.followers()).isEqualTo(30);
        assertThat(dataset.catalog().durationMillis(0)).isEqualTo(167_000);
        assertThat(dataset.catalog().durationMillis(1)).isEqualTo(-1);
    }

    @Test
    void whatIsToldOfPlaylistsWithoutTracksIsNoted() throws IOException {
        Map<String, byte[]> files = with(
                "playlists", "playlist_id,num_edits,num_followers\n9,1,1\n0,19,1\n8,2,3\n7,2,30\n".getBytes(UTF_8));
        files.put("target_playlists", "playlist_id\n7\n6\n".getBytes(UTF_8));

        assertThat(format().read(sources(files), ReadOptions.strict()).report().notes())
                .containsExactly(
                        "2 playlists of playlists have no tracks and are left out, the first is '9'",
                        "1 playlists of target_playlists have no tracks and are left out, the first is '6'");
    }

    @Test
    void aHeaderThatWasRejectedIsNotLookedForBelow() throws IOException {
        Map<String, byte[]> files =
                with("target_playlists", "playlist_id\u00FF\nplaylist_id\n7\n".getBytes(ISO_8859_1));
        assertThat(format().read(sources(files), ReadOptions.lenient()).report().rejectedByReason())
                .isEqualTo(Map.of(BAD_UTF8, 1L, MISSING_HEADER, 2L));
    }

    @Test
    void aMissingHeaderRejectsTheFileAndSaysWhatWasFound() throws IOException {
        Map<String, byte[]> files = with("tracks", "0,6306,449,167\n1,12085,4903,185\n".getBytes(UTF_8));

        assertThatThrownBy(() -> format().read(sources(files), ReadOptions.strict()))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("track_id")
                .hasMessageContaining("6306");
        assertThat(format().read(sources(files), ReadOptions.lenient()).report().rejectedByReason())
                .isEqualTo(Map.of(MISSING_HEADER, 2L));
    }

    @Test
    void realSetHasTheCountsOfItsReadme() throws IOException {
        ReadResult result = format().read(SharedData.directory("polimi2018-playlists"), ReadOptions.strict());
        Dataset dataset = result.dataset();

        assertThat(dataset.playlists().size()).isEqualTo(50_446);
        assertThat(dataset.catalog().trackCount()).isEqualTo(20_635);
        assertThat(dataset.playlists().tracks().totalLength()).isEqualTo(1_211_791);
        assertThat(dataset.catalog().albums().size()).isEqualTo(12_744);
        assertThat(dataset.catalog().artists().size()).isEqualTo(6_668);
        assertThat(result.report().notes()).isEmpty();
    }
}
