package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, run as a user would. */
class RecoTest {
    @TempDir
    private Path dir;

    private record Run(int code, String out, String err) {}

    private static Run reco(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(code, out.toString(), err.toString());
    }

    private Run quickstart(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "quickstart",
                "--characters",
                "150",
                "--tracks",
                "400",
                "--threads",
                "1",
                "--out",
                dir.resolve(out).toString()));
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private JsonNode summary(String out) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(dir.resolve(out).resolve("run.json"), StandardCharsets.UTF_8));
    }

    /** Twelve characters, sixteen tracks; everybody hears everything in an order of its own, one track a day. */
    private Path plays(String name, String... extraLines) throws IOException {
        StringBuilder lines = new StringBuilder("character\ttrack\ttime\n");
        for (int c = 0; c < 12; c++) {
            for (int j = 0; j < 16; j++) {
                lines.append("c")
                        .append(c)
                        .append("\tt")
                        .append((c * 5 + j * 3) % 16)
                        .append('\t')
                        .append(1_600_000_000L + j * 86_400L + c)
                        .append('\n');
            }
        }
        for (String line : extraLines) {
            lines.append(line).append('\n');
        }
        return Files.writeString(dir.resolve(name), lines, StandardCharsets.UTF_8);
    }

    @Test
    void quickstartShowsBothStagesAndWritesAReport() throws IOException {
        Run run = quickstart("first");
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out)
                .contains("== Validate", "== Split", "global temporal split", "== Fit the models")
                .contains("item2vec+rules", "seen tracks allowed", "unseen tracks only")
                .contains("What the rules did", "Heard last", "Similar artists", "Playlists for it")
                .contains("dropped by already-recommended")
                .contains("What each rule costs", "artist-cap", "Time of the evaluation", "scoring");
        try (Stream<Path> plots = Files.list(dir.resolve("first").resolve("plots"))) {
            assertThat(plots.map(plot -> plot.getFileName().toString()))
                    .anyMatch(name -> name.endsWith("of-each-model-over-the-cutoff-k.svg"))
                    .anyMatch(name -> name.endsWith("without-each-rule-minus-with-all-of-them.png"))
                    .anyMatch(name -> name.endsWith("loss-nats-by-epoch-of-training.png"));
        }
        String html = Files.readString(dir.resolve("first").resolve("report.html"), StandardCharsets.UTF_8);
        assertThat(html).startsWith("<!doctype html>").contains("prefers-color-scheme", "<svg", "item2vec+rules");
        assertThat(html).as("no other file").doesNotContain("src=\"http", "href=\"http", "<script", "@import");
        assertThat(run.out).contains(dir.resolve("first").resolve("report.html").toString());

        // All that was computed is in each of the files.
        JsonNode evaluation =
                new ObjectMapper().readTree(dir.resolve("first/evaluation.json").toFile());
        Set<String> computed = new LinkedHashSet<>();
        evaluation.at("/results/0/metrics").fieldNames().forEachRemaining(computed::add);
        assertThat(computed).contains("ndcg@10", "precision@10", "gini@10", "personalization@10", "recall@50");
        JsonNode metrics = summary("first").get("metrics");
        String csv = Files.readString(dir.resolve("first/evaluation.csv"), StandardCharsets.UTF_8);
        for (String metric : computed) {
            assertThat(metrics.has("seen tracks allowed/item2vec+rules/" + metric))
                    .as(metric)
                    .isTrue();
            assertThat(html).contains("<bdi>" + metric + "</bdi>");
            assertThat(csv).contains("," + metric + ",");
        }
        assertThat(dir.resolve("first/evaluation.md")).content().contains("## Settings", "## Provenance");
        assertThat(evaluation.at("/settings/evaluation resamples").asText()).isEqualTo("1000");
        assertThat(evaluation.at("/provenance/evaluation time").asText()).contains("scoring");
        assertThat(evaluation.at("/provenance/training data").asText()).startsWith("sha256:");
        assertThat(evaluation.at("/results/0/dimensions/cold").has("ndcg@10")).isTrue();
        assertThat(html)
                .contains(
                        "class=\"heat\"", "Lists of all models side by side", "\u2713 the character did play it there");
        assertThat(evaluation.get("comparisons"))
                .anySatisfy(c -> assertThat(c.get("baseline").asText()).isEqualTo("all rules"));
    }

    @Test
    void oneThreadAndOneSeedGiveTheSameNumbers() throws IOException {
        quickstart("a");
        quickstart("b");
        quickstart("c", "--seed", "2");
        assertThat(summary("a").get("metrics").size()).isGreaterThan(20);
        assertThat(summary("a").get("metrics")).isEqualTo(summary("b").get("metrics"));
        assertThat(summary("a").get("metrics")).isNotEqualTo(summary("c").get("metrics"));
    }

    @Test
    void quickstartReadsAFile() throws IOException {
        Path plays = plays("plays.tsv");
        Run run = reco(
                "quickstart",
                "--data",
                plays.toString(),
                "--format",
                "tsv",
                "--character",
                "c3",
                "--out",
                dir.resolve("out").toString());
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out).contains("One character: c3").contains("No similar artists");
        assertThat(summary("out").get("counts").get("events").asLong()).isEqualTo(192);
        assertThat(summary("out").get("counts").get("records").asLong()).isEqualTo(192);
    }

    @Test
    void aBadRecordEndsAStrictRunWithItsPlace() throws IOException {
        Path plays = plays("bad.tsv", "c1\tt1\tyesterday");
        Run run = reco("validate", plays.toString(), "--format", "tsv");
        assertThat(run.code).isEqualTo(1);
        assertThat(run.err).contains("bad.tsv", "194", "yesterday", "--lenient").doesNotContain("\tat io.reco");
    }

    @Test
    void aLenientRunCountsAndKeepsWhatItSkips() throws IOException {
        Path plays = plays("bad.tsv", "c1\tt1\tyesterday");
        Path rejects = dir.resolve("rejects.tsv");
        Run run = reco("validate", plays.toString(), "--format", "tsv", "--lenient", "--rejects", rejects.toString());
        assertThat(run.code).isZero();
        assertThat(run.out).contains("193").contains("192");
        assertThat(Files.readString(rejects, StandardCharsets.UTF_8)).contains("yesterday", "194");
    }

    @Test
    void dataOfWhichNothingIsLeftFailsValidation() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty.tsv"), "character\ttrack\ttime\nc1\tt1\tyesterday\n");
        Run text = reco("validate", empty.toString(), "--format", "tsv", "--lenient");
        assertThat(text.code).isEqualTo(1);
        assertThat(text.out).containsIgnoringCase("error");
        Run json = reco("validate", empty.toString(), "--format", "tsv", "--lenient", "--json");
        assertThat(json.code).isEqualTo(1);
        assertThat(json.out).containsIgnoringCase("error");
    }

    @Test
    void columnsCanBeMapped() throws IOException {
        Path file = Files.writeString(
                dir.resolve("log.csv"),
                "a,2024-01-05T10:00:00Z,c1\nb,2024-01-06T10:00:00Z,c1\n",
                StandardCharsets.UTF_8);
        Run run = reco(
                "validate",
                file.toString(),
                "--format",
                "csv",
                "--columns",
                "character=#3,track=#1,time=#2",
                "--time-unit",
                "iso_8601",
                "--no-header");
        assertThat(run.err).isEmpty();
        assertThat(run.out).contains("2024-01-06T10:00:00");
        assertThat(reco("validate", file.toString(), "--format", "sasrec", "--columns", "character=#1,track=#2").err)
                .contains("--columns is for csv, tsv and jsonl, not for sasrec");
    }

    @Test
    void splitsAreNamedAsInTheReport() throws IOException {
        Run run = reco(
                "quickstart",
                "--data",
                plays("plays.tsv").toString(),
                "--format",
                "tsv",
                "--split",
                "leave-last-out",
                "--seen",
                "removed",
                "--out",
                dir.resolve("out").toString());
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out).contains("It leaks");
        assertThat(summary("out").get("settings").get("split").asText()).isEqualTo("leave-last-out");
    }

    @Test
    void validatePrintsJson() throws IOException {
        Run run = reco("validate", plays("plays.tsv").toString(), "--format", "tsv", "--json");
        assertThat(run.code).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out);
        assertThat(json.findValue("events").asLong()).isEqualTo(192);
    }

    @Test
    void errorsAreOneLineAndSayWhatWouldWork() throws IOException {
        Path plays = plays("plays.tsv");
        assertThat(reco("validate", plays.toString(), "--format", "tvs").err).contains("'tvs'", "did you mean");
        assertThat(reco("validate", dir.resolve("none.tsv").toString(), "--format", "tsv").err)
                .contains("none.tsv");
        Run unknown = reco(
                "quickstart",
                "--data",
                plays.toString(),
                "--format",
                "tsv",
                "--character",
                "nobody",
                "--out",
                dir.resolve("out").toString());
        assertThat(unknown.code).isEqualTo(1);
        assertThat(unknown.err).contains("no character 'nobody'", "c0");
        assertThat(unknown.out).contains("Split").doesNotContain("Fit the models");
        for (Path out : List.of(plays, plays.resolve("below"))) {
            Run file = reco("quickstart", "--data", plays.toString(), "--format", "tsv", "--out", out.toString());
            assertThat(file.code).isEqualTo(1);
            assertThat(file.err).contains("--out " + out + ": " + plays + " is a file; the report needs a directory");
            assertThat(file.out).isEmpty();
        }
        Run nowhere = reco("validate", dir.resolve("nowhere").toString(), "--format", "movielens-100k");
        assertThat(nowhere.err.lines().findFirst())
                .contains("reco: " + dir.resolve("nowhere") + ": no such file or directory");
        Run other = reco("validate", dir.toString(), "--format", "movielens-100k");
        assertThat(other.err).startsWith("reco: " + dir + ": format movielens-100k needs u.data");
        Run half = reco("quickstart", "--data", plays.toString());
        assertThat(half.code).isEqualTo(2);
        assertThat(half.err).contains("--data and --format go together");
        assertThat(reco("quickstart", "-k", "0").err).contains("-k 0: expected at least 1");
        Run rejects = reco("validate", plays.toString(), "--format", "tsv", "--rejects", "r");
        assertThat(rejects.code).isEqualTo(2);
        assertThat(rejects.err).contains("--rejects needs --lenient");
        Run split = reco("quickstart", "--split", "foo");
        assertThat(split.code).isEqualTo(2);
        assertThat(split.err).contains("'foo' is not one of auto, temporal, leave-last-out, ratio\n");
    }

    @Test
    void aStackTraceComesOnlyWhenAskedFor() {
        String missing = dir.resolve("none.tsv").toString();
        assertThat(reco("validate", missing, "--format", "tsv").err).doesNotContain("\tat ");
        assertThat(reco("validate", missing, "--format", "tsv", "--stacktrace").err)
                .contains("\tat ");
    }

    @Test
    void doctorTellsWhatThereIs() {
        Run run = reco("doctor");
        assertThat(run.code).isZero();
        assertThat(run.out).contains("JDK", "kernels", "memory", "ND4J", System.getProperty("java.vm.name"));
    }

    @Test
    void theHelpOfEveryCommandCanBeFormatted() {
        PrintStream before = System.err;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8)); // where picocli tells of it
        try {
            for (String command : List.of(
                    "quickstart",
                    "validate",
                    "train item2vec",
                    "train transformer",
                    "resume",
                    "recommend",
                    "continue",
                    "radio",
                    "similar",
                    "export",
                    "tune item2vec",
                    "surface show",
                    "surface diff",
                    "surface check",
                    "surface rules",
                    "surface schema",
                    "score",
                    "compare",
                    "policy",
                    "doctor")) {
                Run run = reco(("help " + command).split(" "));
                assertThat(run.code).as(command).isZero();
                assertThat(run.out)
                        .as(command)
                        .contains("Usage: reco " + command)
                        .doesNotContain("%%", "%n", "${");
            }
        } finally {
            System.setErr(before);
        }
        assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (String command : List.of("quickstart", "validate", "similar", "export", "doctor")) {
            Run run = reco(command, "--help");
            assertThat(run.code).isZero();
            assertThat(run.out).as(command).contains("Examples:", "reco " + command);
        }
        assertThat(reco("--help").out)
                .contains("quickstart", "validate", "train", "similar", "export", "tune", "doctor");
        assertThat(reco().code).isEqualTo(2);
    }
}
