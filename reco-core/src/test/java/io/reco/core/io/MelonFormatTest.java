package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_JSON;
import static io.reco.core.io.RejectReason.BAD_TIME;
import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.Playlist;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MelonFormatTest extends JsonFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("melon");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("genres", "{\"GN0100\": \"발라드\",\n\"GN0200\": \"댄스\"}\n");
        files.put(
                "song_meta",
                "[{\"song_gn_dtl_gnr_basket\": [\"GN0101\"], \"issue_date\": \"20140500\", \"album_name\": \"앨범\","
                        + " \"album_id\": 9, \"artist_id_basket\": [2, 3], \"song_name\": \"곡\","
                        + " \"song_gn_gnr_basket\": [\"GN0100\", \"GN0200\"], \"artist_name_basket\": [\"가\", \"나\"],"
                        + " \"id\": 0},\n"
                        + "{\"_id\": 1, \"issue_date\": \"00000000\", \"album_id\": 9, \"artist_id_basket\": [2],"
                        + " \"song_name\": \"b\"}]\n");
        files.put(
                "train",
                "[{\"tags\": [\"락\"], \"id\": 61281, \"plylst_title\": \"여행\", \"songs\": [1, 0],"
                        + " \"like_cnt\": 71, \"updt_date\": \"2013-12-19 18:36:19.000\"},\n"
                        + "{\"id\": 5, \"tags\": [], \"songs\": [7], \"plylst_title\": \"\"}]\n");
        files.put("val", "[{\"id\": 6, \"tags\": [], \"songs\": [0], \"plylst_title\": \"v\"}]\n");
        return utf8(files);
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of(
                "genres", "genre_gn_all.json",
                "song_meta", "song_meta.json",
                "train", "train.json",
                "val", "val.json");
    }

    @Override
    String brokenRole() {
        return "train";
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                element("playlist given twice", "val", "{\"id\": 61281, \"songs\": []}", DUPLICATE_ID, "id"),
                element("no id", "train", "{\"songs\": []}", MISSING_VALUE, "id"),
                element("empty id", "train", "{\"id\": \"\"}", EMPTY_ID, "id"),
                element("songs are no array", "train", "{\"id\": 8, \"songs\": 3}", BAD_JSON, "songs"),
                element("NaN", "train", "{\"id\": 8, \"like_cnt\": NaN}", NOT_FINITE, "like_cnt"),
                element("negative likes", "train", "{\"id\": 8, \"like_cnt\": -1}", OUT_OF_RANGE, "like_cnt"),
                element("no date", "train", "{\"id\": 8, \"updt_date\": \"yesterday\"}", BAD_TIME, "updt_date"),
                element(
                        "before 1970",
                        "train",
                        "{\"id\": 8, \"updt_date\": \"1970-01-01 08:59:59.000\"}",
                        NEGATIVE_TIME,
                        "updt_date"),
                element(
                        "after 2106",
                        "train",
                        "{\"id\": 8, \"updt_date\": \"2113-12-19 18:36:19.000\"}",
                        TIME_TOO_LATE,
                        "updt_date"),
                element(
                        "a year that overflows milliseconds",
                        "train",
                        "{\"id\": 8, \"updt_date\": \"+400000000-01-01T00:00:00Z\"}",
                        TIME_TOO_LATE,
                        "updt_date"),
                element(
                        "a year that underflows milliseconds",
                        "train",
                        "{\"id\": 8, \"updt_date\": \"-400000000-01-01T00:00:00Z\"}",
                        NEGATIVE_TIME,
                        "updt_date"),
                element("song given twice", "song_meta", "{\"id\": 1}", DUPLICATE_ID, "id"),
                element("month 13", "song_meta", "{\"id\": 8, \"issue_date\": \"20141301\"}", BAD_TIME, "issue_date"),
                element(
                        "more names than artists",
                        "song_meta",
                        "{\"id\": 8, \"artist_id_basket\": [1], \"artist_name_basket\": [\"a\", \"b\"]}",
                        COLUMN_COUNT,
                        "artist_name_basket"),
                element("genre without a name", "genres", "\"GN9\":\"\"", EMPTY_ID, "GN9"));
    }

    @Test
    void takesSongsGenresAndPlaylists() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();
        Track song = dataset.catalog().track(dataset.catalog().tracks().indexOf("0"));

        assertThat(song.released()).isEqualTo(new ReleaseDate(2014, 5, 0));
        assertThat(song.genres()).containsExactly("GN0100", "GN0200");
        assertThat(song.tags()).containsExactly("GN0101");
        assertThat(song.credits()).hasSize(2);
        assertThat(dataset.catalog().genreName(0)).isEqualTo("발라드");
        assertThat(dataset.catalog().artistName(1)).isEqualTo("나");
        assertThat(dataset.playlists().ids().ids()).containsExactly("61281", "5", "6");
        Playlist first = dataset.playlists().playlist(0, dataset.catalog(), dataset.profiles());
        assertThat(first.tracks()).containsExactly("1", "0");
        assertThat(first.tags()).containsExactly("락");
        assertThat(first.followers()).isEqualTo(71);
        // 2013-12-19 18:36:19 in Seoul
        assertThat(first.updatedMillis()).isEqualTo(1_387_445_779_000L);
    }
}
