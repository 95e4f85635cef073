package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reco score}, {@code reco compare} and {@code reco policy}, run as a user would, over the golden files of the evaluation module. */
class RecoScoreTest {
    private static final Path GOLDEN = Path.of("..", "reco-eval", "src", "test", "resources", "io", "reco", "eval");

    @TempDir
    private Path dir;

    private record Output(int code, String out, String err) {
        List<String> lines() {
            return List.of(out.split("\n", -1));
        }
    }

    private static Output reco(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Output(code, out.toString(), err.toString());
    }

    private static Output score(Path folder, String run, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "score",
                "--qrels",
                folder.resolve("qrels.tsv").toString(),
                "--run",
                folder.resolve(run).toString()));
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text, StandardCharsets.UTF_8);
    }

    @Test
    void usersWithoutAListAreToldWhenTheyAreMost() throws IOException {
        file("qrels.tsv", "user\titem\tgrade\nu1\ta\t1\nu2\ta\t1\nu3\ta\t1\n");
        file("none.tsv", "user\titem\tscore\n1\ta\t1\n2\ta\t1\n");
        file("one.tsv", "user\titem\tscore\nu1\ta\t1\n");
        file("two.tsv", "user\titem\tscore\nu1\ta\t1\nu2\ta\t1\n");
        Output none = score(dir, "none.tsv");
        assertThat(none.code).isZero();
        assertThat(none.err).contains("warning: all of 3 users of " + dir.resolve("qrels.tsv"), "none.tsv");
        assertThat(score(dir, "one.tsv").err).contains("warning: 2 of 3 users");
        assertThat(score(dir, "two.tsv").err).isEmpty();
    }

    /** Every cell of the expected file, in its layout. */
    @Test
    void outputHasTheLayoutOfTheExpectedFiles() throws IOException {
        Path folder = GOLDEN.resolve("run").resolve("unicode");
        List<String> expected = Files.readAllLines(folder.resolve("expected_A_idasc_l2.tsv"), StandardCharsets.UTF_8);
        String labels =
                String.join(",", List.of(expected.get(0).split("\t", -1)).subList(1, 70));
        Output output = score(folder, "run_A.tsv", "--metrics", labels, "--level", "2", "--per-user");
        assertThat(output.err()).isEmpty();
        assertThat(output.code()).isZero();
        List<String> lines = output.lines();
        assertThat(lines.get(0)).startsWith("user\t" + labels.replace(',', '\t'));
        assertThat(lines.get(lines.size() - 2)).startsWith("*relevant\t");
        String[] wanted = Files.readString(folder.resolve("expected_A_idasc_l2.tsv"), StandardCharsets.UTF_8)
                .split("\n", -1);
        int columns = labels.split(",", -1).length;
        for (int row = 1; row < lines.size() - 2; row++) {
            String[] actual = lines.get(row).split("\t", -1);
            String[] cells = wanted[row].split("\t", -1);
            assertThat(actual[0]).isEqualTo(cells[0]);
            for (int c = 1; c <= columns; c++) {
                assertThat(Double.parseDouble(actual[c]))
                        .as("%s column %d", actual[0], c)
                        .isCloseTo(Double.parseDouble(cells[c]), within(1e-9));
            }
        }
    }

    @Test
    void everyOptionOfTheFixtures() {
        Path folder = GOLDEN.resolve("run").resolve("graded");
        for (String ties : List.of("code-point", "trec", "file", "average")) {
            for (String population : List.of("relevant", "judged", "both")) {
                Output output =
                        score(folder, "run_B.tsv", "--metrics", "trec", "--ties", ties, "--population", population);
                assertThat(output.err()).isEmpty();
                assertThat(output.lines()).hasSize(3);
                assertThat(output.lines().get(1)).startsWith("*" + population + "\t");
            }
        }
    }

    @Test
    void threadsChangeNoDigit() {
        Path folder = GOLDEN.resolve("run").resolve("graded");
        String[] common = {
            "--run",
            folder.resolve("run_B.tsv").toString(),
            "--metrics",
            "trec",
            "--resamples",
            "300",
            "--format",
            "json"
        };
        String[] one = Arrays.copyOf(common, common.length + 2);
        one[common.length] = "--threads";
        one[common.length + 1] = "1";
        String[] four = one.clone();
        four[common.length + 1] = "4";
        Output serial = score(folder, "run_A.tsv", one);
        assertThat(serial.code()).isZero();
        assertThat(score(folder, "run_A.tsv", four).out()).isEqualTo(serial.out());
    }

    @Test
    void severalRunsAddTests() throws IOException {
        Path folder = GOLDEN.resolve("run").resolve("beyond");
        String second = folder.resolve("run_flat.tsv").toString();
        Output tsv = score(folder, "run_pop.tsv", "--run", second, "--metrics", "ndcg@5,10", "--resamples", "500");
        assertThat(tsv.code()).isZero();
        assertThat(tsv.lines()).hasSize(8);
        assertThat(tsv.lines().get(0)).startsWith("run\tuser\tndcg@5\tndcg@10\tusers");
        assertThat(tsv.lines().get(2)).startsWith(second + "\t*relevant\t");
        assertThat(tsv.lines().get(3)).isEmpty();
        assertThat(tsv.lines().get(4)).startsWith("metric\ta\tb\tn\t");
        Output json = score(
                folder, "run_pop.tsv", "--run", second, "--metrics", "ndcg@5", "--metrics", "rr", "--format", "json");
        JsonNode root = new ObjectMapper().readTree(json.out());
        assertThat(root.at("/settings/metrics/1").asText()).isEqualTo("rr");
        assertThat(root.at("/runs/1/sha256").asText()).hasSize(64);
        assertThat(root.at("/runs/0/metrics/rr/ci_method").asText()).isEqualTo("bca");
        assertThat(root.at("/tests")).hasSize(2);
        JsonNode test = root.at("/tests/0");
        double difference = root.at("/runs/0/metrics/ndcg@5/value").asDouble()
                - root.at("/runs/1/metrics/ndcg@5/value").asDouble();
        assertThat(test.get("difference").asDouble()).isCloseTo(difference, within(1e-12));
        assertThat(test.get("better").asInt() + test.get("worse").asInt())
                .isLessThanOrEqualTo(test.get("n").asInt());
    }

    @Test
    void beyondAccuracyTakesTables() throws IOException {
        Path folder = GOLDEN.resolve("run").resolve("beyond");
        List<String> args = new ArrayList<>(List.of("--metrics", "beyond@10,system@10,repeat@10", "--per-user"));
        for (String table : List.of("train", "catalog", "tags", "vectors")) {
            args.addAll(List.of("--" + table, folder.resolve(table + ".tsv").toString()));
        }
        Output output = score(folder, "run_flat.tsv", args.toArray(new String[0]));
        assertThat(output.err()).isEmpty();
        List<String> header = List.of(output.lines().get(0).split("\t", -1));
        String[] mean = output.lines().get(21).split("\t", -1);
        assertThat(mean[0]).isEqualTo("*relevant");
        for (String line : Files.readAllLines(folder.resolve("expected_flat_system.tsv"), StandardCharsets.UTF_8)) {
            String[] cells = line.split("\t", -1);
            if (cells[0].endsWith("@10")) {
                assertThat(Double.parseDouble(mean[header.indexOf(cells[0])]))
                        .as(cells[0])
                        .isCloseTo(Double.parseDouble(cells[1]), within(1e-9));
            }
        }
        Output without = score(folder, "run_flat.tsv", "--metrics", "coverage@10");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("coverage@10", "--catalog");
        // Before any file is read: this one does not exist.
        Output early = score(folder, "none.tsv", "--metrics", "coverage@10");
        assertThat(early.code()).isEqualTo(2);
        assertThat(early.err()).contains("coverage@10", "--catalog").doesNotContain("none.tsv:");
    }

    @Test
    void gainsAndSampledMetrics() throws IOException {
        Path qrels = file("qrels.tsv", "user\titem\tgrade\nu1\ta\t1\n");
        Path run = file("run.tsv", "user\titem\tscore\nu1\tb\t2\nu1\ta\t1\nu1\tc\t0\n");
        Output output = reco(
                "score",
                "--qrels",
                qrels.toString(),
                "--run",
                run.toString(),
                "--metrics",
                "skips@2,hit@1 sampled(1)",
                "--gains",
                file("gains.tsv", "user\titem\tgain\nu1\tb\t0\nu1\ta\t0.5\n").toString(),
                "--catalog",
                file("catalog.tsv", "item\na\nb\nc\n").toString());
        assertThat(output.err()).isEmpty();
        assertThat(output.lines().get(0))
                .startsWith("user\tndcg_satisfied@2\tsatisfied@2\tskipped@2\thit@1 sampled(1)\tusers");
        assertThat(output.lines().get(1)).contains("\t0.25\t0.5\t0.5\t1\t");
    }

    @Test
    void trecFilesGiveTheSameNumbers() {
        Path folder = GOLDEN.resolve("run").resolve("graded");
        Path trec = dir.resolve("trec");
        Output first = score(folder, "run_A.tsv", "--metrics", "trec", "--write-trec", trec.toString(), "--per-user");
        Output second = reco(
                "score",
                "--qrels",
                trec.resolve("qrels.txt").toString(),
                "--run",
                trec.resolve("run-1.txt").toString(),
                "--metrics",
                "trec",
                "--ties",
                "trec",
                "--per-user");
        assertThat(second.code()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
    }

    @Test
    void trecFilesNeverReplaceWhatIsRead() throws IOException {
        String judged = "user\titem\tgrade\nu\ta\t1\n";
        String listed = "user\titem\tscore\nu\ta\t1\n";
        Path qrels = file("qrels.txt", judged);
        Path run = file("run-1.txt", listed);
        Path other = file("other.tsv", listed);
        Path catalog = file("run-2.txt", "item\na\n");
        Path linked = Files.createDirectory(dir.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("qrels.txt"), qrels);
        List<List<String>> commands = List.of(
                List.of("--qrels", qrels.toString(), "--run", other.toString(), "--write-trec", dir.toString()),
                List.of("--qrels", other.toString(), "--run", run.toString(), "--write-trec", dir.toString()),
                List.of(
                        "--qrels",
                        other.toString(),
                        "--run",
                        other.toString(),
                        "--run",
                        other.toString(),
                        "--catalog",
                        catalog.toString(),
                        "--write-trec",
                        dir.toString()),
                List.of("--qrels", qrels.toString(), "--run", run.toString(), "--write-trec", linked.toString()),
                List.of("--qrels", qrels.toString(), "--run", run.toString(), "--write-trec", other.toString()));
        for (List<String> command : commands) {
            List<String> args = new ArrayList<>(List.of("score"));
            args.addAll(command);
            Output refused = reco(args.toArray(new String[0]));
            assertThat(refused.code()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(refused.err()).contains("--write-trec ");
            assertThat(refused.out()).isEmpty();
        }
        assertThat(qrels).hasContent(judged);
        assertThat(run).hasContent(listed);
        assertThat(other).hasContent(listed);
        assertThat(catalog).hasContent("item\na\n");
        Output beside = reco(
                "score", "--qrels", qrels.toString(), "--run", other.toString(), "--write-trec", dir + "/" + "new");
        assertThat(beside.code()).as(beside.err()).isZero();
        assertThat(dir.resolve("new").resolve("qrels.txt")).exists();
    }

    @Test
    void idsOfAnyKindComeThrough() throws IOException {
        String id = "\u00a0\ud83c\udfb5 e\u0301\u202e";
        Path qrels = file("q.tsv", "user\titem\tgrade\n" + id + "\t" + id + "\t1\n");
        Path run = file("r.tsv", "user\titem\tscore\n" + id + "\t" + id + "\t1\n");
        Output output =
                reco("score", "--qrels", qrels.toString(), "--run", run.toString(), "--metrics", "rr", "--per-user");
        assertThat(output.lines().get(1)).isEqualTo(id + "\t1\t1\t0\t0");
    }

    @Test
    void errorsSayWhereAndWhatWouldWork() throws IOException {
        Path folder = GOLDEN.resolve("run").resolve("graded");
        Output name = score(folder, "run_A.tsv", "--metrics", "ncdg@10");
        assertThat(name.code()).isEqualTo(2);
        assertThat(name.err()).contains("unknown metric 'ncdg@10'", "did you mean 'ndcg@10'");
        Output ties = score(folder, "run_A.tsv", "--ties", "random");
        assertThat(ties.code()).isEqualTo(2);
        assertThat(ties.err()).contains("code-point, trec, file, average");
        Path bad = file("bad.tsv", "user\titem\tscore\nu\ta\tmany\n");
        Output line = score(folder, "run_A.tsv", "--run", bad.toString());
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.err()).contains("bad.tsv, line 2: the score is not a number, found 'many'");
        Path twice = file("twice.tsv", "user\titem\tscore\nu00\ta\t2\nu00\ta\t1\n");
        Output duplicate = score(folder, "run_A.tsv", "--run", twice.toString());
        assertThat(duplicate.code()).isEqualTo(1);
        assertThat(duplicate.err()).contains("user 'u00'", "'a'", "keep-first");
        assertThat(score(folder, "run_A.tsv", "--run", twice.toString(), "--duplicates", "keep-first")
                        .code())
                .isZero();
        assertThat(reco("score", "--run", bad.toString()).code()).isEqualTo(2);
        assertThat(score(folder, "none.tsv").err()).contains("no such file", "none.tsv");
    }

    @Test
    void compareTestsEveryCase() throws IOException {
        Path vectors = GOLDEN.resolve("stats").resolve("significance").resolve("vectors.tsv");
        Output tsv = reco("compare", "--scores", vectors.toString(), "--resamples", "200", "--correction", "bh");
        assertThat(tsv.err()).isEmpty();
        assertThat(tsv.code()).isZero();
        List<String> lines = tsv.lines();
        assertThat(lines.get(0)).isEqualTo("case\ttest\tquantity\tvalue");
        List<String> expected = Files.readAllLines(vectors.resolveSibling("expected.tsv"), StandardCharsets.UTF_8);
        int compared = 0;
        for (String row : expected.subList(1, expected.size())) {
            String[] cells = row.split("\t", -1);
            if (!cells[1].endsWith("_mc")) {
                String start = cells[0] + "\t" + cells[1] + "\t" + cells[2] + "\t";
                String line = lines.stream()
                        .filter(l -> l.startsWith(start))
                        .findFirst()
                        .orElseThrow();
                double wanted = Double.parseDouble(cells[3]);
                assertThat(Double.parseDouble(line.substring(start.length())))
                        .as(start)
                        .isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(800);
        assertThat(tsv.out()).contains("n5\tt\tp_two_bh\t", "n200_tiny_p\tsign\tp_two_bh\t");
        JsonNode json = new ObjectMapper()
                .readTree(reco("compare", "--scores", vectors.toString(), "--resamples", "200", "--format", "json")
                        .out());
        assertThat(json.at("/cases/one_sided/sign/p_two").asDouble()).isEqualTo(Math.pow(2, -11));
        assertThat(json.at("/settings/correction").asText()).isEqualTo("holm");
    }

    @Test
    void policyEstimatesFromALog() throws IOException {
        Path log = file("log.tsv", "reward\tpropensity\ttarget\n1\t0.5\t0.25\n0\t0.5\t0.75\n1\t0.25\t0.5\n");
        Output tsv = reco("policy", "--log", log.toString());
        assertThat(tsv.code()).isZero();
        assertThat(tsv.lines().get(3)).startsWith("snips\t0.625\t");
        assertThat(tsv.err()).startsWith("! effective-size: 3 rows say as much as 2.5 of equal weight");
        JsonNode json = new ObjectMapper()
                .readTree(reco("policy", "--log", log.toString(), "--clip", "1", "--format", "json")
                        .out());
        assertThat(json.at("/estimates/snips clip(1)/value").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/weights/clipped_rows").asInt()).isEqualTo(2);
        assertThat(json.at("/settings/log_sha256").asText()).hasSize(64);
        assertThat(json.at("/warnings/1/code").asText()).isEqualTo("clipped-weight");
        Path choices = file("choices.tsv", "context\taction\treward\ttarget\nc\tx\t1\t1\nc\ty\t0\t0\n");
        Output estimated = reco("policy", "--log", choices.toString(), "--smoothing", "0");
        assertThat(estimated.lines().get(2)).startsWith("ips\t1\t");
        assertThat(estimated.err()).contains("! propensities are estimated");
        assertThat(reco("policy", "--log", log.toString(), "--clip", "0").code())
                .isEqualTo(2);
        assertThat(reco("policy", "--log", log.toString(), "--smoothing", "-1").code())
                .isEqualTo(2);
        Output bad = reco(
                "policy",
                "--log",
                file("bad.tsv", "reward\tpropensity\ttarget\n1\t2\t1\n").toString());
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("bad.tsv, line 2: propensity is not a probability", "found '2'");
    }

    @Test
    void theCommandsHaveHelp() {
        for (String command : List.of("score", "compare")) {
            Output output = reco(command, "--help");
            assertThat(output.code()).isZero();
            assertThat(output.out()).contains("Examples:", "reco " + command, "docs/help/score.md");
        }
        assertThat(reco("policy", "--help").out()).contains("Examples:", "reco policy", "docs/help/off-policy.md");
        assertThat(reco("--help").out()).contains("score", "compare", "policy");
    }
}
