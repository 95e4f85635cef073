package io.reco.core.io;

import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NOT_A_NUMBER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventType;
import io.reco.core.data.Track;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HetrecLastfmFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("hetrec-lastfm");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("tags", "tagID\ttagValue\n1\tmetal\n2\tcaf\u00E9\n3\tpop\n".getBytes(StandardCharsets.ISO_8859_1));
        files.put(
                "user_taggedartists",
                ("userID\tartistID\ttagID\tday\tmonth\tyear\n2\t51\t1\t1\t4\t2009\n2\t51\t2\t1\t4\t1956\n"
                                + "3\t51\t2\t1\t5\t2010\n3\t52\t3\t1\t5\t2010\n3\t52\t9\t1\t5\t2010\n")
                        .getBytes(StandardCharsets.UTF_8));
        files.put(
                "artists",
                "51\t노브레인\thttp://x/51\thttp://y\n52\tDuran\thttp://x/52\t\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                "user_artists",
                "//userID\tartistID\tweight\n2\t51\t13883\n2\t52\t11\n3\t99\t1\n".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of(
                "tags", "tags.dat",
                "user_taggedartists", "user_taggedartists.dat",
                "artists", "artists.dat",
                "user_artists", "user_artists.dat");
    }

    @Override
    Set<String> latin1Roles() {
        return Set.of("tags");
    }

    /** A byte order mark is three letters in ISO-8859-1, but no header either way. */
    @Override
    List<BadCase> badCases() {
        return List.of(
                line("two columns", "user_artists", "2\t51", COLUMN_COUNT, "weight"),
                line("NaN", "user_artists", "2\t51\tNaN", NOT_FINITE, "weight"),
                line("negative count", "user_artists", "2\t51\t-1", OUT_OF_RANGE, "weight"),
                line("count in words", "user_artists", "2\t51\tmany", NOT_A_NUMBER, "weight"),
                line("empty user", "user_artists", "\t51\t1", EMPTY_ID, "userID"),
                line("empty artist", "user_artists", "2\t\t1", EMPTY_ID, "artistID"),
                line("artist given twice", "artists", "51\tAgain\tu\tp", DUPLICATE_ID, "id"),
                line("empty artist id", "artists", "\tName\tu\tp", EMPTY_ID, "id"),
                line("one column", "artists", "53", COLUMN_COUNT, "name"),
                line("tag given twice", "tags", "1\trock", DUPLICATE_ID, "tagID"),
                line("tag without name", "tags", "4\t", MISSING_VALUE, "tagValue"),
                line("month 13", "user_taggedartists", "2\t51\t1\t1\t13\t2009", OUT_OF_RANGE, "month"),
                line("negative year", "user_taggedartists", "2\t51\t1\t1\t1\t-2009", OUT_OF_RANGE, "year"),
                line("empty tag", "user_taggedartists", "2\t51\t\t1\t1\t2009", EMPTY_ID, "tagID"));
    }

    @Test
    void anArtistIsATrackWithItsPlayCountInTheEvent() throws IOException {
        ReadResult result = format().read(sources(sample()), ReadOptions.strict());
        Dataset dataset = result.dataset();
        Track track = dataset.catalog().track(0);

        assertThat(track.id()).isEqualTo("51");
        assertThat(track.title()).isEqualTo("노브레인");
        assertThat(track.credits().get(0).artistId()).isEqualTo("51");
        assertThat(track.tags()).containsExactly("café", "metal");
        assertThat(track.genres()).containsExactly("café", "metal");
        assertThat(dataset.catalog().track(1).tags()).containsExactly("pop", "9");
        assertThat(dataset.events().value(0)).isEqualTo(13883f);
        assertThat(dataset.events().type(0)).isEqualTo(EventType.LISTEN);
        assertThat(dataset.events().timed()).isFalse();
        assertThat(dataset.catalog().trackTold(dataset.catalog().tracks().indexOf("99")))
                .isFalse();
        assertThat(result.report().notes()).hasSize(1).first().asString().contains("1 tags have no name");
    }

    @Test
    void artistsWithoutANameFollowByCodePoint() throws IOException {
        Map<String, byte[]> files = with(
                "user_taggedartists",
                "2\t\uD83C\uDFB5\t1\t1\t4\t2009\n2\t\uFF21\t1\t1\t4\t2009\n".getBytes(StandardCharsets.UTF_8));
        Dataset dataset = format().read(sources(files), ReadOptions.strict()).dataset();

        assertThat(dataset.catalog().tracks().ids()).startsWith("51", "52", "\uFF21", "\uD83C\uDFB5");
    }

    @Test
    void realSetHasTheCountsOfItsReadme() throws IOException {
        ReadResult result = format().read(SharedData.directory("hetrec2011-lastfm-2k"), ReadOptions.strict());
        Dataset dataset = result.dataset();

        assertThat(dataset.profiles().size()).isEqualTo(1892);
        assertThat(dataset.events().size()).isEqualTo(92_834);
        assertThat(dataset.catalog().artists().size()).isBetween(17_632, 18_745);
        assertThat(dataset.catalog().genres().size()).isLessThanOrEqualTo(100);
        assertThat(result.report().accepted()).isEqualTo(92_834 + 17_632 + 11_946 + 186_479);
    }
}
