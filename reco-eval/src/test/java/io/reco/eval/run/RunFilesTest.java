package io.reco.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.io.Source;
import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.TiePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RunFilesTest {
    private static Source source(String text) {
        return Source.of("file", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Source gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Source.of("file.gz", bytes.toByteArray());
    }

    /** All rows of a run as {@code user item score}, users in order. */
    private static List<String> rows(RunFiles files, Run run) {
        List<String> rows = new ArrayList<>();
        for (int u = 0; u < run.users().size(); u++) {
            int[] items = run.items(u);
            for (int i = 0; i < items.length; i++) {
                rows.add(run.users().id(u) + "|" + files.items().id(items[i]) + "|" + run.scores(u)[i]);
            }
        }
        return rows;
    }

    private static List<String> run(Source source) throws IOException {
        RunFiles files = new RunFiles();
        return rows(files, files.readRun(source));
    }

    @Test
    void everyFormatHoldsTheSameRun() throws IOException {
        List<String> wanted = List.of("u1|a|2.0", "u1|b|1.5", "u2|a|-3.0");
        assertThat(run(source("user\titem\tscore\nu1\ta\t2\nu1\tb\t1.5\nu2\ta\t-3e0\n")))
                .isEqualTo(wanted);
        assertThat(run(source("query\tdoc\tvalue\nu1\ta\t2\nu1\tb\t1.5\nu2\ta\t-3\n")))
                .isEqualTo(wanted);
        assertThat(run(source("score\titem\trank\tuser\n2\ta\t1\tu1\n1.5\tb\t2\tu1\n-3\ta\t1\tu2\n")))
                .isEqualTo(wanted);
        assertThat(run(source("u1 Q0 a 1 2.0 x\nu1\tQ0  b 2 1.5 x\r\nu2 Q0 a 9 -3 x")))
                .isEqualTo(wanted);
        assertThat(run(source("u1\tQ0\ta\t1\t2.0\tx\nu1\tQ0\tb\t2\t1.5\tx\nu2\tQ0\ta\t9\t-3\tx")))
                .isEqualTo(wanted);
        assertThat(run(source("u1 Q0\ta 1\t2.0 x\nu1 Q0 b 2 1.5\tx\nu2 Q0 a\t9 -3 x\n")))
                .isEqualTo(wanted);
        assertThat(run(gzip("u1 Q0 a 1 2.0 x\nu1 Q0 b 2 1.5 x\nu2 Q0 a 9 -3 x\n")))
                .isEqualTo(wanted);
        assertThat(run(source("\ufeffuser\titem\tscore\r\nu1\ta\t2\r\n\r\nu1\tb\t1.5\r\nu2\ta\t-3\r\n")))
                .isEqualTo(wanted);
    }

    @Test
    void columnsOfOtherNamesAreReadByPlace() throws IOException {
        for (String header : List.of("User\tItem\tScore", "query\tdoc\tvalue", "user\ttrack\tRating")) {
            assertThat(run(source(header + "\nu\ta\t1\n"))).containsExactly("u|a|1.0");
        }
    }

    @Test
    void usersMayBeInterleaved() throws IOException {
        assertThat(run(source("user\titem\tscore\nu1\ta\t1\nu2\tb\t2\nu1\tc\t3\nu2\td\t4\nu1\te\t5\n")))
                .containsExactly("u1|a|1.0", "u1|c|3.0", "u1|e|5.0", "u2|b|2.0", "u2|d|4.0");
    }

    @Test
    void idsAreTakenAsTheyAre() throws IOException {
        String odd = " \u00a0x\u2028\u202e\ud83c\udfb5 ";
        assertThat(run(source("user\titem\tscore\n" + odd + "\t\u00a0\t1\n\u00e9\te\u0301\t2\n")))
                .containsExactly(odd + "|\u00a0|1.0", "\u00e9|e\u0301|2.0");
    }

    @Test
    void aListALine() throws IOException {
        RunFiles files = new RunFiles();
        Run run = files.readRun(source("playlist\ttracks\np1\tb a\np2\t\n"));
        assertThat(run.users().ids()).containsExactly("p1", "p2");
        assertThat(files.items().ids()).containsExactly("b", "a");
        assertThat(run.scores(0)[0]).isGreaterThan(run.scores(0)[1]);
        assertThat(run.items(1)).isEmpty();
        Qrels qrels = files.readQrels(source("playlist\ttracks\np2\ta b\np1\t\n"));
        assertThat(qrels.users().ids()).containsExactly("p2", "p1");
        assertThat(qrels.truth(0).relevantCount(1)).isEqualTo(2);
        assertThat(qrels.truth(1).size()).isZero();
        assertThat(files.readQrels(source("user\titem\nu\tx y\n")).size()).isEqualTo(1);
    }

    @Test
    void qrelsOfTrec() throws IOException {
        RunFiles files = new RunFiles();
        Qrels qrels = files.readQrels(source("q1 0 a -1\nq1 0 b +2\nq2 0 a 0\n"));
        assertThat(qrels.truth(0).gradeOf(files.items().indexOf("a"))).isEqualTo(-1);
        assertThat(qrels.truth(0).gradeOf(files.items().indexOf("b"))).isEqualTo(2);
        assertThat(qrels.size()).isEqualTo(3);
    }

    private static void refused(String text, boolean qrels, String... words) {
        RunFiles files = new RunFiles();
        assertThatThrownBy(() -> {
                    if (qrels) {
                        files.readQrels(source(text));
                    } else {
                        files.readRun(source(text));
                    }
                })
                .isInstanceOf(RunFormatException.class)
                .hasMessageStartingWith("file")
                .message()
                .contains(words);
    }

    @Test
    void badLinesAreRefusedWithTheirPlace() {
        refused("user\titem\tscore\nu\ta\t1\nu\tb\tNaN\n", false, "line 3", "score is not a number", "'NaN'");
        refused("user\titem\tscore\nu\ta\t1f\n", false, "line 2", "'1f'");
        refused("user\titem\tscore\nu\ta\t \n", false, "line 2", "' '");
        refused("user\titem\tscore\nu\ta\n", false, "line 2", "2 fields, expected 3");
        refused("user\titem\tscore\nu\ta\t1\tx\n", false, "line 2", "4 fields, expected 3");
        refused("user\titem\tscore\n\ta\t1\n", false, "line 2", "user is empty");
        refused("user\titem\tscore\nu\t\t1\n", false, "line 2", "item is empty");
        refused("u\ta\t1\nu\tb\t2\n", false, "line 1", "header line is missing");
        refused("u 0 a 1\n", false, "line 1", "a run has 6 fields");
        refused("u Q0 a 1 2 tag\nu Q0 a 1 tag\n", false, "line 2", "5 fields, expected 6");
        refused("u Q0 a 1 2 tag\n", true, "line 1", "qrels have 4 fields");
        refused("user\titem\tgrade\nu\ta\t1.5\n", true, "line 2", "grade is not a whole number", "'1.5'");
        refused("user\titem\tgrade\nu\ta\t99999999999\n", true, "line 2", "99999999999");
        refused("user\titem\tgrade\nu\ta\t1\nv\ta\t1\nu\ta\t0\n", true, "line 4", "twice", "line 2", "'a'");
        refused("u Q0 a 1 NaN tag\n", false, "line 1", "score is not a number", "'NaN'");
        for (String header :
                List.of("Item\tUser\tScore", "item\tuser\trating", "name\tscore\tdoc", "USER\tRank\tITEM")) {
            refused(header + "\na\tb\t1\n", false, "line 1", "stands in the place of the", "user, item, score");
        }
        assertThatThrownBy(() -> new RunFiles().readHistories(source("user\titem\n")))
                .hasMessageStartingWith("file: the training table holds no row");
        refused("who\twhat\nu\ta\n", false, "line 1", "neither a table");
        refused("", false, "empty");
        refused("\n\n", true, "empty");
        RunFiles files = new RunFiles();
        byte[] latin = "user\titem\tscore\nu\tcaf\u00e9\t1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> files.readRun(Source.of("file", latin)))
                .hasMessageContaining("line 2")
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void linesMayBeLongerThanTheBuffer() throws IOException {
        String item = "x".repeat(200_000);
        StringBuilder text = new StringBuilder("user\titem\tscore\n");
        for (int i = 0; i < 5000; i++) {
            text.append("u")
                    .append(i / 10)
                    .append("\titem")
                    .append(i)
                    .append('\t')
                    .append(i)
                    .append('\n');
        }
        text.append("u\t").append(item).append("\t1");
        List<String> rows = run(source(text.toString()));
        assertThat(rows).hasSize(5001);
        assertThat(rows.get(4999)).isEqualTo("u499|item4999|4999.0");
        assertThat(rows.get(5000)).hasSize(item.length() + 6);
    }

    @Test
    void aWrittenRunReadsBackInTheSameOrder() throws IOException {
        RunFiles files = new RunFiles();
        Run run = files.readRun(source("user\titem\tscore\nu\ta\t0.5\nu\tb\t0.5\nu\tc\t0.5000000001\nv\tb\t7\n"));
        ListResolver resolver = new ListResolver(files.items()::id, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR);
        StringBuilder text = new StringBuilder();
        TrecWriter.writeRun(run, files.items(), resolver, "reco", text);
        assertThat(text.toString()).isEqualTo("u Q0 c 1 3 reco\nu Q0 a 2 2 reco\nu Q0 b 3 1 reco\nv Q0 b 1 1 reco\n");
        assertThat(run(source(text.toString()))).containsExactly("u|c|3.0", "u|a|2.0", "u|b|1.0", "v|b|1.0");
        StringBuilder judgements = new StringBuilder();
        Qrels qrels = files.readQrels(source("user\titem\tgrade\nu\ta\t-1\nu\tb\t3\n"));
        TrecWriter.writeQrels(qrels, files.items(), judgements);
        assertThat(judgements.toString()).isEqualTo("u 0 a -1\nu 0 b 3\n");
    }

    @Test
    void trecFilesCannotHoldWhiteSpace() throws IOException {
        RunFiles files = new RunFiles();
        Qrels qrels = files.readQrels(source("user\titem\tgrade\nu\ta b\t1\n"));
        assertThatThrownBy(() -> TrecWriter.writeQrels(qrels, files.items(), new StringBuilder()))
                .hasMessageContaining("'a b'");
    }

    @Test
    void aDuplicateThatCannotBeWrittenIsNamedWithItsRunAndUser() throws IOException {
        RunFiles duplicates = new RunFiles();
        Run twice = duplicates.readRun(source("user\titem\tscore\nu\ta\t1\nonly\tb\t1\nonly\tb\t2\n"));
        ListResolver strict = new ListResolver(duplicates.items()::id, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR);
        assertThatThrownBy(() -> TrecWriter.writeRun(twice, duplicates.items(), strict, "tag", new StringBuilder()))
                .hasMessageStartingWith("file, user 'only': item 'b' appears twice");
    }

    @Test
    void runsFromMemory() throws IOException {
        RunFiles files = new RunFiles();
        Qrels qrels = files.readQrels(source("user\titem\tgrade\nu\tb\t1\n"));
        RunBuilder builder = files.newRun("mine");
        builder.add("u", List.of("a", "b"));
        RunScores scores = RunScorer.of(
                        qrels, Optional.empty(), files, new ItemTables(files), List.of("rr"), ScoreOptions.DEFAULT)
                .score(builder.build());
        assertThat(scores.name()).isEqualTo("mine");
        assertThat(scores.value("rr", 0)).isCloseTo(0.5, within(0.0));
    }

    @Test
    void tablesOfItemsAreChecked() {
        RunFiles files = new RunFiles();
        ItemTables tables = new ItemTables(files);
        assertThatThrownBy(() -> tables.readCatalog(source("item\na\nb\na\n")))
                .hasMessageContaining("line 4")
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> tables.readCatalog(source("item\nz\n"))).hasMessageContaining("before other files");
        assertThatThrownBy(() -> tables.readTags(source("item\ttag\tweight\na\trock\t0\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("'0'");
        assertThatThrownBy(() -> tables.readTags(source("item\ttag\na\trock\na\trock\n")))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> tables.readVectors(source("item\tx\ty\na\t1\t2\nb\t1\n")))
                .hasMessageContaining("line 3")
                .hasMessageContaining("2 fields, expected 3");
        assertThatThrownBy(() -> tables.readVectors(source("item\tvector\nc\t1 2\nd\t1 2 3\n")))
                .hasMessageContaining("line 3")
                .hasMessageContaining("3 numbers");
        assertThatThrownBy(() -> tables.readArtists(source("item\tartist\na\tx\na\ty\n")))
                .hasMessageContaining("two artists");
        assertThatThrownBy(() -> tables.readTags(source("item\n"))).hasMessageContaining("2 to 3");
        assertThatThrownBy(() -> tables.readArtists(source("item\n"))).hasMessageContaining("expected 2");
    }
}
