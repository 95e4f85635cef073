package io.reco.core.io;

import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_A_NUMBER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static io.reco.core.io.RejectReason.UNKNOWN_VALUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.Gender;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecBoleFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("recbole");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "item",
                "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
                        + "242\tKolya 노래\t1996\tComedy Drama\n7\t\t\t\n");
        files.put("user", "user_id:token\tage:token\tgender:token\toccupation:token\n196\t49\tM\twriter\n5\t\t\tx\n");
        files.put(
                "inter",
                "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
                        + "196\t242\t3\t881250949\n196\t7\t4.5\t8.8125095e8\n");
        return utf8(files);
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of("item", "toy.item", "user", "toy.user", "inter", "toy.inter");
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                line("two columns", "inter", "196\t242", COLUMN_COUNT, "rating"),
                line("empty user", "inter", "\t242\t3\t881250949", EMPTY_ID, "user_id"),
                line("NaN", "inter", "196\t242\tnan\t881250949", NOT_FINITE, "rating"),
                line("rating in words", "inter", "196\t242\tgood\t881250949", NOT_A_NUMBER, "rating"),
                line("negative time", "inter", "196\t242\t3\t-0.5", NEGATIVE_TIME, "timestamp"),
                line("late time", "inter", "196\t242\t3\t8.8e11", TIME_TOO_LATE, "timestamp"),
                line("user given twice", "user", "196\t49\tM\tx", DUPLICATE_ID, "user_id"),
                line("unknown gender", "user", "6\t49\tq\tx", UNKNOWN_VALUE, "gender"),
                line("age 200", "user", "6\t200\tM\tx", OUT_OF_RANGE, "age"),
                line("item given twice", "item", "7\ta\t\t", DUPLICATE_ID, "item_id"),
                line("empty item", "item", "\ta\t\t", EMPTY_ID, "item_id"));
    }

    @Test
    void takesItemsUsersAndInteractionsAndNamesWhatItDoesNotUse() throws IOException {
        ReadResult result = format().read(sources(sample()), ReadOptions.strict());
        Dataset dataset = result.dataset();
        Track item = dataset.catalog().track(0);

        assertThat(item.title()).isEqualTo("Kolya 노래");
        assertThat(item.genres()).containsExactly("Comedy", "Drama");
        assertThat(item.released().year()).isEqualTo(1996);
        assertThat(dataset.profiles().ageBand(0)).isEqualTo(AgeBand.FROM_45);
        assertThat(dataset.profiles().gender(0)).isEqualTo(Gender.M);
        assertThat(dataset.events().value(1)).isEqualTo(4.5f);
        assertThat(dataset.events().timeMillis(1)).isEqualTo(881_250_950_000L);
        assertThat(result.report().notes()).containsExactly("columns not used: occupation");
    }

    @Test
    void aHeaderWithoutTypesIsRefused() {
        assertThatThrownBy(() -> format().read(
                                sources(with("inter", "user_id\titem_id\n1\t2\n".getBytes(UTF_8))),
                                ReadOptions.strict()))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("'user_id'")
                .hasMessageContaining("name:type");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();
        RecBoleWriter.write(dataset, directory.resolve("out"), "toy");

        Dataset back =
                format().read(directory.resolve("out"), ReadOptions.strict()).dataset();
        assertThat(DatasetDump.of(back)).isEqualTo(DatasetDump.of(dataset).replace("character? 5", "character 5"));
    }

    @Test
    void ml100kHasTheCountsOfItsReadme() throws IOException {
        ReadResult result = format().read(SharedData.directory("ml-100k"), ReadOptions.strict());
        Dataset dataset = result.dataset();

        assertThat(result.report().notes()).contains("2 items have a release_year that is no year; it is left out");

        assertThat(dataset.events().size()).isEqualTo(100_000);
        assertThat(dataset.profiles().size()).isEqualTo(943);
        assertThat(dataset.catalog().trackCount()).isEqualTo(1_682);
        assertThat(dataset.catalog().genres().size()).isEqualTo(19);
        assertThat(dataset.profiles().told(942)).isTrue();
    }
}
