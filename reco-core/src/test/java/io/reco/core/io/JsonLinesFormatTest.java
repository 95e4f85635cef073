package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_JSON;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static io.reco.core.io.RejectReason.UNKNOWN_VALUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesFormatTest extends DatasetFormatContract {
    @Override
    DatasetFormat format() {
        return DatasetFormats.byName("jsonl");
    }

    @Override
    Map<String, byte[]> sample() {
        return utf8(Map.of(
                "events",
                "{\"user_id\": \"u\\t1\", \"track\": 7, \"timestamp\": 978300760, \"rating\": 4.5}\n"
                        + "{\"track\": \"노\\uB798\", \"user_id\": \"u2\", \"timestamp\": 978300760.25, \"type\": \"skip\","
                        + " \"ms_played\": 900, \"x\": [1]}\n"));
    }

    @Override
    Map<String, String> fileNames() {
        return Map.of("events", "events.jsonl");
    }

    @Override
    List<BadCase> badCases() {
        return List.of(
                bad("no JSON", "user 7", BAD_JSON, ""),
                bad("half an object", "{\"user_id\": \"u\"", BAD_JSON, ""),
                bad("an array", "[1]", BAD_JSON, ""),
                bad("no track", "{\"user_id\": \"u\", \"timestamp\": 1}", MISSING_VALUE, ""),
                bad("no time", "{\"user_id\": \"u\", \"track\": 1}", MISSING_VALUE, "time_ms"),
                bad("empty track", "{\"user_id\": \"u\", \"track\": \"\", \"timestamp\": 1}", EMPTY_ID, "track"),
                bad("track is an object", "{\"user_id\": \"u\", \"track\": {}, \"timestamp\": 1}", BAD_JSON, "track"),
                bad(
                        "half a character",
                        "{\"user_id\": \"\\ud83c\", \"track\": 1, \"timestamp\": 1}",
                        RejectReason.BAD_UTF8,
                        "user_id"),
                bad(
                        "NaN",
                        "{\"user_id\": \"u\", \"track\": 1, \"timestamp\": 1, \"rating\": NaN}",
                        NOT_FINITE,
                        "rating"),
                bad(
                        "negative time",
                        "{\"user_id\": \"u\", \"track\": 1, \"timestamp\": -1}",
                        NEGATIVE_TIME,
                        "timestamp"),
                bad(
                        "late time",
                        "{\"user_id\": \"u\", \"track\": 1, \"timestamp\": 978300760000}",
                        TIME_TOO_LATE,
                        "timestamp"),
                bad(
                        "type",
                        "{\"user_id\": \"u\", \"track\": 1, \"timestamp\": 1, \"type\": \"hm\"}",
                        UNKNOWN_VALUE,
                        "type"));
    }

    private BadCase bad(String what, String line, RejectReason reason, String field) {
        return line(what, "events", line, reason, field);
    }

    @Test
    void fieldsMayComeInAnyOrderAndBeMissing() throws IOException {
        Dataset dataset = format().read(sources(sample()), ReadOptions.strict()).dataset();

        assertThat(dataset.profiles().ids().ids()).containsExactly("u\t1", "u2");
        assertThat(dataset.catalog().tracks().ids()).containsExactly("7", "노래");
        assertThat(dataset.events().timeMillis(1)).isEqualTo(978_300_760_250L);
        assertThat(dataset.events().millisPlayed(1)).isEqualTo(900);
        assertThat(dataset.events().value(0)).isEqualTo(4.5f);
    }

    @Test
    void fieldsGoByTheNamesThatAreGiven() throws IOException {
        EventColumns columns = EventColumns.of("who", "what").withTime("when", TimeUnitFormat.ISO_8601);
        byte[] line = "{\"who\":\"a\",\"what\":\"b\",\"when\":\"2001-01-01T00:00:00Z\"}".getBytes(UTF_8);
        Dataset dataset = JsonLinesFormat.jsonl()
                .withColumns(columns)
                .read(sources(Map.of("events", line)), ReadOptions.strict())
                .dataset();

        assertThat(dataset.events().timeMillis(0)).isEqualTo(978_307_200_000L);
        assertThatThrownBy(() -> JsonLinesFormat.jsonl().withColumns(EventColumns.byPosition(1, 2)))
                .hasMessageContaining("#1");
    }
}
