package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_JSON;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_A_NUMBER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.Playlist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MpdFormatTest extends JsonFormatContract {
    private static final String SLICE = """
            {"info": {"version": "v1", "slice": "0-1"},
             "playlists": [
              {"name": "Throwbacks \\uD83C\\uDFB5", "pid": 0, "modified_at": 1493424000, "num_followers": 2, "tracks": [
               {"pos": 1, "artist_name": "B", "track_uri": "s:t:2", "artist_uri": "s:a:2", "track_name": "Two \\"]}[",
                "album_uri": "s:l:2", "duration_ms": 198800, "album_name": "L2"},
               {"pos": 0, "artist_name": "가수", "track_uri": "s:t:1", "artist_uri": "s:a:1", "track_name": "One [1]",
                "album_uri": "s:l:1", "duration_ms": 226863, "album_name": "L1"}]},
              {"pid": 1, "tracks": [{"track_uri": "s:t:1"}]}
             ]}
            """;

    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("mpd");
    }

    @Override
    Map<String, byte[]> sample() {
        return utf8(Map.of("slices", SLICE));
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of("slices", "mpd.slice.0-999.json");
    }

    @Override
    String brokenRole() {
        return "slices";
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                bad("playlist given twice", "{\"pid\": 1, \"tracks\": []}", DUPLICATE_ID, "pid"),
                bad("no pid", "{\"tracks\": []}", MISSING_VALUE, "pid"),
                bad("empty pid", "{\"pid\": \"\", \"tracks\": []}", EMPTY_ID, "pid"),
                bad("no tracks", "{\"pid\": 7}", MISSING_VALUE, "tracks"),
                bad("not an object", "[7]", BAD_JSON, ""),
                bad("the same name twice", "{\"pid\": 7, \"pid\": 8, \"tracks\": []}", BAD_JSON, ""),
                bad("empty track", "{\"pid\": 7, \"tracks\": [{\"track_uri\": \"\"}]}", EMPTY_ID, "track_uri"),
                bad("negative time", "{\"pid\": 7, \"modified_at\": -5, \"tracks\": []}", NEGATIVE_TIME, "modified_at"),
                bad(
                        "milliseconds as seconds",
                        "{\"pid\": 7, \"modified_at\": 1493424000000, \"tracks\": []}",
                        TIME_TOO_LATE,
                        "modified_at"),
                bad("NaN", "{\"pid\": 7, \"num_followers\": NaN, \"tracks\": []}", NOT_FINITE, "num_followers"),
                bad(
                        "negative duration",
                        "{\"pid\": 7, \"tracks\": [{\"track_uri\": \"x\", \"duration_ms\": -1}]}",
                        OUT_OF_RANGE,
                        "duration_ms"),
                bad(
                        "followers in words",
                        "{\"pid\": 7, \"num_followers\": \"2\", \"tracks\": []}",
                        NOT_A_NUMBER,
                        "num_followers"));
    }

    private BadCase bad(String what, String json, RejectReason reason, String field) {
        return element(what, "slices", json, reason, field);
    }

    @Test
    void tracksGoByTheirPosition() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();
        Playlist first = dataset.playlists().playlist(0, dataset.catalog(), dataset.profiles());

        assertThat(first.tracks()).containsExactly("s:t:1", "s:t:2");
        assertThat(first.title()).isEqualTo("Throwbacks 🎵");
        assertThat(first.updatedMillis()).isEqualTo(1_493_424_000_000L);
        assertThat(first.followers()).isEqualTo(2);
        int t = dataset.catalog().tracks().indexOf("s:t:1");
        assertThat(dataset.catalog().title(t)).isEqualTo("One [1]");
        assertThat(dataset.catalog().title(dataset.catalog().tracks().indexOf("s:t:2")))
                .isEqualTo("Two \"]}[");
        assertThat(dataset.catalog().artistName(dataset.catalog().mainArtist(t)))
                .isEqualTo("가수");
        assertThat(dataset.catalog().albumTitle(dataset.catalog().album(t))).isEqualTo("L1");
        assertThat(dataset.catalog().durationMillis(t)).isEqualTo(226_863);
    }

    @Test
    void slicesAreReadInTheOrderOfTheirNumbers() throws IOException {
        Path set = Files.createDirectory(directory.resolve("mpd"));
        for (int from : new int[] {10_000, 2_000, 0}) {
            Files.writeString(
                    set.resolve("mpd.slice." + from + "-" + (from + 999) + ".json"),
                    "{\"playlists\": [{\"pid\": " + from + ", \"tracks\": []}]}");
        }
        Dataset dataset = format().read(set, ReadOptions.strict()).dataset();

        assertThat(dataset.playlists().ids().ids()).containsExactly("0", "2000", "10000");
    }

    @Test
    void realSampleHasTheCountsOfItsReadme() throws IOException {
        Dataset dataset = format().read(SharedData.directory("mpd-format-sample"), ReadOptions.strict())
                .dataset();

        assertThat(dataset.playlists().size()).isEqualTo(29);
        assertThat(dataset.playlists().tracks().totalLength()).isEqualTo(1_448);
        assertThat(dataset.catalog().trackCount()).isEqualTo(1_397);
    }
}
