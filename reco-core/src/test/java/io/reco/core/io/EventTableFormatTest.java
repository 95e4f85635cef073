package io.reco.core.io;

import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_A_NUMBER;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static io.reco.core.io.RejectReason.UNKNOWN_VALUE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventTableFormatTest {
    private abstract static class Table extends DatasetFormatContract {
        abstract String separator();

        String row(String... values) {
            return String.join(separator(), values);
        }

        @Override
        Map<String, byte[]> sample() {
            return utf8(Map.of(
                    "events",
                    row("user_id", "item_id", "timestamp", "type", "ms_played", "rating", "origin", "device")
                            + "\n"
                            + row("u1", "t1", "978300760", "listen", "1000", "4.5", "organic", "tv")
                            + "\n"
                            + row("u 2 ", "트랙", "978300750", "ADD-TO-PLAYLIST", "", "", "", "")
                            + "\n"
                            + row("u1", "t2", "978300700.25", "", "0", "-3", "recommended", "pc")
                            + "\n"));
        }

        @Override
        Map<String, String> fileNames() {
            return Map.of("events", "events." + format().name());
        }

        @Override
        List<BadCase> badCases() {
            List<BadCase> cases = new ArrayList<>();
            cases.add(line("too few columns", "events", row("u", "t", "1"), COLUMN_COUNT, "type"));
            cases.add(line("too many columns", "events", row("u", "t", "1", "", "", "", "", "", ""), COLUMN_COUNT, ""));
            cases.add(bad("empty character", "user_id", EMPTY_ID, "", "t", "1", "", "", "", "", ""));
            cases.add(bad("empty track", "item_id", EMPTY_ID, "u", "", "1", "", "", "", "", ""));
            cases.add(bad("no time", "timestamp", MISSING_VALUE, "u", "t", "", "", "", "", "", ""));
            cases.add(bad("time in words", "timestamp", NOT_A_NUMBER, "u", "t", "noon", "", "", "", "", ""));
            cases.add(bad("negative time", "timestamp", NEGATIVE_TIME, "u", "t", "-1", "", "", "", "", ""));
            cases.add(bad("NaN time", "timestamp", NOT_FINITE, "u", "t", "NaN", "", "", "", "", ""));
            cases.add(bad(
                    "milliseconds as seconds",
                    "timestamp",
                    TIME_TOO_LATE,
                    "u",
                    "t",
                    "978300760000",
                    "",
                    "",
                    "",
                    "",
                    ""));
            cases.add(bad("unknown type", "type", UNKNOWN_VALUE, "u", "t", "1", "heard", "", "", "", ""));
            cases.add(bad("negative ms played", "ms_played", OUT_OF_RANGE, "u", "t", "1", "", "-5", "", "", ""));
            cases.add(
                    bad("ms played with a fraction", "ms_played", NOT_A_NUMBER, "u", "t", "1", "", "1.5", "", "", ""));
            cases.add(bad("NaN rating", "rating", NOT_FINITE, "u", "t", "1", "", "", "NaN", "", ""));
            cases.add(bad("infinite rating", "rating", NOT_FINITE, "u", "t", "1", "", "", "-Infinity", "", ""));
            cases.add(bad("huge rating", "rating", OUT_OF_RANGE, "u", "t", "1", "", "", "1e300", "", ""));
            cases.add(bad("rating in hexadecimal", "rating", NOT_A_NUMBER, "u", "t", "1", "", "", "0x10", "", ""));
            cases.add(bad("unknown origin", "origin", UNKNOWN_VALUE, "u", "t", "1", "", "", "", "friend", ""));
            return cases;
        }

        private BadCase bad(String what, String column, RejectReason reason, String... values) {
            return line(what, "events", row(values), reason, column);
        }

        @Test
        void takesEveryColumn() throws IOException {
            ReadResult result = format().read(sources(sample()), ReadOptions.strict());
            Dataset dataset = result.dataset();
            EventLog log = dataset.events();

            assertThat(dataset.profiles().ids().ids()).containsExactly("u1", "u 2 ");
            assertThat(dataset.catalog().tracks().ids()).containsExactly("t1", "트랙", "t2");
            assertThat(log.timeMillis(0)).isEqualTo(978_300_700_250L);
            assertThat(log.type(0)).isEqualTo(EventType.LISTEN);
            assertThat(log.value(0)).isEqualTo(-3f);
            assertThat(log.origin(0)).isEqualTo(Origin.RECOMMENDED);
            assertThat(log.millisPlayed(1)).isEqualTo(1000);
            assertThat(log.type(2)).isEqualTo(EventType.ADD_TO_PLAYLIST);
            assertThat(log.millisPlayed(2)).isEqualTo(-1);
            assertThat(log.value(2)).isNaN();
            assertThat(result.report().outOfOrder()).isEqualTo(1);
            assertThat(result.report().notes()).containsExactly("columns not used: device");
        }

        @Test
        void withoutAUsableHeaderEveryLineIsRejected() throws IOException {
            byte[] content = (row("a", "b") + "\n" + row("1", "2") + "\n").getBytes(UTF_8);

            assertThatThrownBy(() -> format().read(sources(Map.of("events", content)), ReadOptions.strict()))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("[a, b]")
                    .hasMessageContaining("--columns")
                    .hasMessageContaining("user_id");
            ReadReport report = format().read(sources(Map.of("events", content)), ReadOptions.lenient())
                    .report();
            assertThat(report.rejectedByReason()).isEqualTo(Map.of(RejectReason.MISSING_HEADER, 2L));
        }
    }

    @Nested
    class Tsv extends Table {
        @Override
        DatasetFormat format() {
            return EventTableFormat.tsv();
        }

        @Override
        String separator() {
            return "\t";
        }

        @Test
        void aQuoteIsACharacterLikeAnyOther() throws IOException {
            Dataset dataset = read(format(), "user\titem\n\"u\t7\" single\n");
            assertThat(dataset.profiles().ids().ids()).containsExactly("\"u");
            assertThat(dataset.catalog().tracks().ids()).containsExactly("7\" single");
        }
    }

    @Nested
    class Csv extends Table {
        @Override
        DatasetFormat format() {
            return EventTableFormat.csv();
        }

        @Override
        String separator() {
            return ",";
        }

        @Override
        List<BadCase> badCases() {
            List<BadCase> cases = new ArrayList<>(super.badCases());
            cases.add(line("quote that is never closed", "events", "\"u,t,1,,,,,", RejectReason.BAD_QUOTE, ""));
            cases.add(line("text behind a quote", "events", "\"u\"x,t,1,,,,,", RejectReason.BAD_QUOTE, "user_id"));
            return cases;
        }

        @Test
        void quotedColumnsMayHoldCommasQuotesAndLineEnds() throws IOException {
            Dataset dataset = read(format(), "\"user\",item\n\"a,\"\"b\"\"\",\"x\r\n\ny\"\nc,d\n");
            assertThat(dataset.profiles().ids().ids()).containsExactly("a,\"b\"", "c");
            assertThat(dataset.catalog().tracks().ids()).containsExactly("x\r\n\ny", "d");
        }

        @Test
        void anUnclosedQuoteCostsOnlyItsLine() throws IOException {
            ReadResult result = EventTableFormat.csv()
                    .read(
                            sources(Map.of("events", "user,item\n\"a,1\nb,2\nc,\"3\"\nd,4\n".getBytes(UTF_8))),
                            ReadOptions.lenient());
            assertThat(result.dataset().profiles().ids().ids()).containsExactly("b", "c", "d");
            assertThat(result.report().rejectedByReason()).isEqualTo(Map.of(RejectReason.BAD_QUOTE, 1L));
        }
    }

    @Nested
    class IsoTimes extends Table {
        @Override
        DatasetFormat format() {
            return EventTableFormat.csv()
                    .withColumns(EventColumns.of("user_id", "item_id")
                            .withTime("timestamp", TimeUnitFormat.ISO_8601)
                            .withType("type", EventType.LISTEN)
                            .withMsPlayed("ms_played")
                            .withValue("rating")
                            .withOrigin("origin"));
        }

        @Override
        String separator() {
            return ",";
        }

        @Override
        Map<String, byte[]> sample() {
            String text = new String(super.sample().get("events"), UTF_8);
            return utf8(Map.of(
                    "events",
                    text.replace("978300760", "2000-12-31T22:12:40Z")
                            .replace("978300750", "2000-12-31T22:12:30Z")
                            .replace("978300700.25", "2000-12-31T22:11:40.250Z")));
        }

        @Override
        List<BadCase> badCases() {
            return List.of(
                    bad("time in words", RejectReason.BAD_TIME, "noon"),
                    bad("before 1970", NEGATIVE_TIME, "1969-12-31T23:59:59Z"),
                    bad("after 2106", TIME_TOO_LATE, "2113-01-01"),
                    bad("a year that overflows milliseconds", TIME_TOO_LATE, "+400000000-01-01T00:00:00Z"),
                    bad("a year that underflows milliseconds", NEGATIVE_TIME, "-400000000-01-01T00:00:00Z"));
        }

        private BadCase bad(String what, RejectReason reason, String time) {
            return line(what, "events", row("u", "t", time, "", "", "", "", ""), reason, "timestamp");
        }

        @Test
        @Override
        void withoutAUsableHeaderEveryLineIsRejected() throws IOException {
            ReadReport report = format().read(
                            sources(Map.of("events", "a,b\n1,2\n".getBytes(UTF_8))), ReadOptions.lenient())
                    .report();
            assertThat(report.rejectedByReason()).isEqualTo(Map.of(RejectReason.MISSING_HEADER, 2L));
        }
    }

    @Test
    void noLineStandsInForAHeaderThatWasRejected() throws IOException {
        for (String head : List.of("user_id\tit\u00FFem", "user_id\titem" + "m".repeat(100))) {
            byte[] table = ("\n" + head + "\nuser_id\titem\nu\tt\n").getBytes(ISO_8859_1);
            ReadReport report = lenient(EventTableFormat.tsv(), table).report();
            assertThat(report.rejectedByReason()).containsEntry(RejectReason.MISSING_HEADER, 2L);
            assertThat(report.records()).isEqualTo(3);
            assertThat(report.skippedLines()).isEqualTo(1);
            assertThat(report.toText()).contains("3 rejected").contains("1 lines skipped");
        }
    }

    @Test
    void columnsByPositionDoNotNeedTheHeaderThatWasRejected() throws IOException {
        EventColumns columns = EventColumns.parse("character=#1,track=#2", TimeUnitFormat.SECONDS, true);
        ReadResult result = lenient(
                EventTableFormat.tsv().withColumns(columns), "wh\u00FFo\twhat\nu\tt\nv\tw\n".getBytes(ISO_8859_1));

        assertThat(result.dataset().profiles().ids().ids()).containsExactly("u", "v");
        assertThat(result.report().rejectedByReason()).isEqualTo(Map.of(RejectReason.BAD_UTF8, 1L));
        assertThat(result.report().skippedLines()).isZero();
    }

    @Test
    void timesOfOneSecondAreOutOfOrderByTheirMilliseconds() throws IOException {
        ReadReport report = lenient(
                        EventTableFormat.tsv(),
                        "user\titem\ttime_ms\nu\ta\t1999\nu\tb\t1001\nu\tc\t1001\n".getBytes(UTF_8))
                .report();
        assertThat(report.outOfOrder()).isEqualTo(1);
    }

    private static ReadResult lenient(DatasetFormat format, byte[] table) throws IOException {
        return format.read(
                Sources.of("events", Source.of("test", table)),
                ReadOptions.lenient().withMaxLineBytes(64));
    }

    private static Dataset read(DatasetFormat format, String content) throws IOException {
        return format.read(Sources.of("events", Source.of("test", content.getBytes(UTF_8))), ReadOptions.strict())
                .dataset();
    }

    @Test
    void columnsByPositionNeedNoHeader() throws IOException {
        EventColumns columns = EventColumns.byPosition(2, 1).withTime("#4", TimeUnitFormat.MILLIS);
        Dataset dataset = read(EventTableFormat.tsv().withColumns(columns), "t\tu\t1\t913852800001\n");

        assertThat(dataset.profiles().ids().ids()).containsExactly("u");
        assertThat(dataset.events().timeMillis(0)).isEqualTo(913_852_800_001L);
    }

    @Test
    void isoTimesMayHaveAZone() throws IOException {
        EventColumns columns = EventColumns.parse("character=who,track=what,time=when", TimeUnitFormat.ISO_8601, true);
        Dataset dataset = read(
                EventTableFormat.csv().withColumns(columns),
                "when,who,what\n2000-12-31T23:12:40.5+01:00,a,x\n2000-12-31 22:12:41,a,y\n2001-01-01,a,z\n");

        assertThat(dataset.events().timeMillis(0)).isEqualTo(978_300_760_500L);
        assertThat(dataset.events().timeMillis(1)).isEqualTo(978_300_761_000L);
        assertThat(dataset.events().timeMillis(2)).isEqualTo(978_307_200_000L);
        assertThatThrownBy(() -> read(EventTableFormat.csv().withColumns(columns), "when,who,what\n2001-13-01,a,z\n"))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("column 1 (when)")
                .hasMessageContaining("2001-13-01");
    }

    @Test
    void columnSpecificationsAreChecked() {
        assertThatThrownBy(() -> EventColumns.parse("character=a,trak=b", TimeUnitFormat.SECONDS, true))
                .hasMessageContaining("trak=b")
                .hasMessageContaining("ms-played");
        assertThatThrownBy(() -> EventColumns.parse("character=a,character=b", TimeUnitFormat.SECONDS, true))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> EventColumns.parse("character=a", TimeUnitFormat.SECONDS, true))
                .hasMessageContaining("track");
        assertThatThrownBy(() -> EventColumns.parse("character=a,track=#2", TimeUnitFormat.SECONDS, false))
                .hasMessageContaining("'a' is a name");
        assertThatThrownBy(() -> EventColumns.parse("character=#0,track=#2", TimeUnitFormat.SECONDS, false))
                .hasMessageContaining("'#0'");
    }

    @Test
    void realHeaderlessTableIsReadByPosition() throws IOException {
        EventColumns columns = EventColumns.byPosition(1, 2).withValue("#3").withTime("#4", TimeUnitFormat.SECONDS);
        Dataset dataset = EventTableFormat.tsv()
                .withColumns(columns)
                .read(
                        Sources.of(
                                "events",
                                Source.of(SharedData.directory("amazon-digital-music-sample")
                                        .resolve("adm_67pct.tsv.gz"))),
                        ReadOptions.strict())
                .dataset();

        assertThat(dataset.events().size()).isEqualTo(95_303);
        assertThat(dataset.profiles().size()).isEqualTo(14_354);
        assertThat(dataset.catalog().trackCount()).isEqualTo(10_026);
    }
}
