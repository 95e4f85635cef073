package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_JSON;
import static io.reco.core.io.RejectReason.BAD_UTF8;
import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class S3RecFormatTest extends JsonFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("s3rec");
    }

    @Override
    Map<String, byte[]> sample() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("attributes", "{\"1\": [7, 8, 8],\n \"2\": [], \"나\": [8, \"x\"]}\n");
        files.put("events", "1 1 2 1\n2 3\n");
        return utf8(files);
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of("attributes", "Toy_item2attributes.json", "events", "Toy.txt");
    }

    @Override
    Set<String> textRoles() {
        return Set.of("events");
    }

    @Override
    String brokenRole() {
        return "attributes";
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                line("user without items", "events", "3", COLUMN_COUNT, "item"),
                line("user given twice", "events", "1 2", DUPLICATE_ID, "user"),
                element("item given twice", "attributes", "\"1\":[9]", DUPLICATE_ID, "item"),
                element("empty item", "attributes", "\"\":[9]", EMPTY_ID, ""),
                element("empty attribute", "attributes", "\"5\":[\"\"]", EMPTY_ID, "attributes"),
                element("NaN attribute", "attributes", "\"5\":[NaN]", BAD_JSON, "attributes"),
                element("half a character", "attributes", "\"5\":[\"\\ud800\"]", BAD_UTF8, "attributes"),
                element("no array", "attributes", "\"5\":3", BAD_JSON, "attributes"));
    }

    @Test
    void attributesBecomeTagsAndGenresTheMostFrequentFirst() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();

        assertThat(dataset.catalog().track(0).tags()).containsExactly("8", "7");
        assertThat(dataset.catalog().track(0).genres()).containsExactly("8", "7");
        assertThat(dataset.catalog().tracks().ids()).containsExactly("1", "2", "나", "3");
        assertThat(dataset.events().count(0)).isEqualTo(3);
        assertThat(dataset.events().timed()).isFalse();
    }

    @Test
    void realSetsHaveTheCountsOfTheirReadme() throws IOException {
        var directory = SharedData.directory("s3rec");
        Dataset beauty = format().read(directory.resolve("Beauty.txt.gz"), ReadOptions.strict())
                .dataset();
        Dataset lastfm = format().read(directory.resolve("LastFM.txt.gz"), ReadOptions.strict())
                .dataset();

        assertThat(beauty.profiles().size()).isEqualTo(22_363);
        assertThat(beauty.catalog().trackCount()).isEqualTo(12_101);
        assertThat(beauty.events().size()).isEqualTo(198_502);
        assertThat(lastfm.profiles().size()).isEqualTo(1_090);
        assertThat(lastfm.catalog().trackCount()).isEqualTo(3_646);
        assertThat(lastfm.events().size()).isEqualTo(52_551);
        assertThat(lastfm.catalog().tags().size()).isEqualTo(388);
    }
}
