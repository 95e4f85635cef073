package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SurfaceSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about surfaces, run as a user would. */
class SurfaceCommandsTest {
    private static final String HOME = """
            surface: home
            k: 5
            depth: 50
            sources:
              - {name: personal-top, weight: 2}
              - name: popularity
            rules:
              - playable
              - score-normalisation
              - artist-cap: {max: 1}
            """;

    @TempDir
    private Path dir;

    private record Run(int code, String out, String err) {}

    private static Run reco(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(code, out.toString(), err.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    @Test
    void checkTellsWhatIsWrongWithItsPlace() throws IOException {
        String good = file("home.yaml", HOME);
        Run fine = reco("surface", "check", good);
        assertThat(fine.code()).isZero();
        assertThat(fine.out()).isEqualTo(good + ": surface 'home', 2 sources, 3 rules, k 5" + System.lineSeparator());
        String bad = file("bad.yaml", HOME.replace("max: 1", "max: 0").replace("playable", "playble"));
        Run refused = reco("surface", "check", bad, good);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines())
                .containsExactly(
                        bad + ":8:5: unknown rule 'playble'; nearest is 'playable'",
                        bad + ":10:23: artist-cap: max '0' is not a whole number of 1 or above");
        assertThat(refused.out()).startsWith(good);
        assertThat(reco("surface", "check", good, "--print", "json").out()).startsWith("{\n  \"surface\": \"home\",");
        assertThat(reco("surface", "check", dir.resolve("none.yaml").toString()).err())
                .contains("no such file");
        Run missing = reco("surface", "check", dir.resolve("none.yaml").toString(), good);
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.yaml: no such file");
        assertThat(missing.out()).as("the files after it are read").startsWith(good);
        assertThat(reco("surface", "check", good, good, "--print", "yaml").out().split("---\n", -1))
                .hasSize(2)
                .allMatch(text -> text.startsWith("surface: home\n"));
        assertThat(reco("surface", "diff", good, good, "--world", "60,300,1", "--examples", "-1")
                        .err())
                .contains("--examples -1: expected at least 0")
                .doesNotContain("Generated");
        assertThat(reco("surface", "show", good, "--world", "60,300,1", "--character", "c3", "--out-of-list", "-1")
                        .err())
                .contains("--out-of-list -1: expected at least 0");
    }

    @Test
    void showPutsTheListAndWhatTheRulesDidIntoOneTable() throws IOException {
        Run run = reco(
                "surface",
                "show",
                file("home.yaml", HOME),
                "--world",
                "60,300,1",
                "--character",
                "c3",
                "--out-of-list",
                "2");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).startsWith("Surface home for c3: 5 tracks of ");
        assertThat(lines.get(1)).matches("#  id +name +from +was +score +what the rules did");
        assertThat(lines.subList(3, 8)).allMatch(line -> line.contains("score-normalisation"));
        for (int p = 0; p < 5; p++) {
            assertThat(lines.get(3 + p)).startsWith((p + 1) + "  t");
        }
        assertThat(lines.subList(8, 10))
                .allMatch(line -> line.startsWith("-  t") && line.contains("artist-cap dropped"));
        assertThat(run.out()).contains("Rules in the order in which they ran").contains("Cap[group=ARTIST, max=1]");
    }

    @Test
    void trainedModelsAreSources() throws IOException {
        String vectors = dir.resolve("vectors").toString();
        String next = dir.resolve("next").toString();
        Run item2vec =
                reco("train", "item2vec", "--world", "60,300,1", "--epochs", "2", "--threads", "1", "--out", vectors);
        assertThat(item2vec.code()).as(item2vec.err()).isZero();
        Run transformer = reco(
                "train",
                "transformer",
                "--world",
                "60,300,1",
                "--epochs",
                "1",
                "--dim",
                "8",
                "--feed-forward",
                "8",
                "--blocks",
                "1",
                "--threads",
                "1",
                "--out",
                next);
        assertThat(transformer.code()).as(transformer.err()).isZero();
        String surface = file("both.yaml", """
                surface: both
                k: 6
                depth: 50
                fusion: round-robin
                sources:
                  - {name: mine, weight: 1}
                  - {name: next, weight: 1}
                rules:
                  - playable
                  - mmr: {similarity: mine, lambda: 0.7}
                """);
        String[] show = {"surface", "show", surface, "--world", "60,300,1", "--character", "c3"};
        Run run = reco(with(show, "--model", "mine=" + vectors, "--model", "next=" + next));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("6 tracks").contains("  mine  ").contains("  next  ");
        assertThat(run.err()).doesNotContain("Fitting");
        Run unknown = reco(with(show, "--model", "mine=" + vectors));
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("unknown source 'next'", "item-knn", "mine", "--model NAME=DIR makes a model")
                .doesNotContain("Generated");
        Run noVectors = reco(with(show, "--model", "mine=" + next, "--model", "next=" + next));
        assertThat(noVectors.code()).isEqualTo(1);
        assertThat(noVectors.err())
                .contains("unknown similarity 'mine'", "accepted: item2vec", "one of item2vec a similarity as well")
                .doesNotContain("Generated");
        Run nowhere = reco(with(show, "--model", "mine=" + dir, "--model", "next=" + next));
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("holds no model").doesNotContain("Generated");
        for (String[] command : List.of(
                with(show, "--model", "mine=" + vectors, "--model", "next=" + next + "/catalog"),
                new String[] {"radio", "--world", "60,300,1", "--character", "c3", "--model", next + "/catalog"},
                new String[] {"similar", "--model", next + "/catalog", "--track", "t1"},
                new String[] {"recommend", "--model", next + "/catalog", "--history", "t1"})) {
            Run names = reco(command);
            assertThat(names.code()).isEqualTo(1);
            assertThat(names.err())
                    .contains("and no model: expected the directory that 'reco train' wrote")
                    .doesNotContain("Generated");
        }
        assertThat(reco(with(show, "--model", vectors)).code()).isEqualTo(2);

        String one = file("one.yaml", "surface: one\nk: 6\nsources: [{name: va}]\nrules: [playable]\n");
        for (String directory : List.of(vectors, next)) {
            Run named = reco(
                    "surface", "show", one, "--world", "60,300,1", "--character", "c3", "--model", "va=" + directory);
            assertThat(named.code()).as(named.err()).isZero();
            assertThat(named.out()).contains("  va  ").doesNotContain("  item2vec  ", "  transformer  ");
        }
    }

    @Test
    void modelsOfTheCommandLineAreNamedOnceAndUsed() throws IOException {
        String home = file("home.yaml", HOME);
        String[] show = {"surface", "show", home, "--world", "60,300,1", "--character", "c3"};
        String[] diff = {"surface", "diff", home, home, "--world", "60,300,1"};
        for (String[] command : List.of(show, diff)) {
            Run twice = reco(with(command, "--model", "popularity=a", "--model", "popularity=b"));
            assertThat(twice.code()).isEqualTo(2);
            assertThat(twice.err()).contains("names 'popularity' twice").doesNotContain("Generated");
            Run unused = reco(with(command, "--model", "home=a"));
            assertThat(unused.code()).isEqualTo(2);
            assertThat(unused.err()).contains("no surface names 'home'").doesNotContain("Generated");
            for (String text : List.of("=a", "home=", "home")) {
                Run empty = reco(with(command, "--model", text));
                assertThat(empty.code()).isEqualTo(2);
                assertThat(empty.err()).contains("--model '" + text + "' is not NAME=DIR");
            }
        }
    }

    @Test
    void aReportNeverReplacesASurface() throws IOException {
        String a = file("a.yaml", HOME);
        String b = file("b.yaml", HOME);
        for (String out : List.of(a, b, dir.resolve(".").resolve("a.yaml").toString())) {
            Run run = reco("surface", "diff", a, b, "--world", "60,300,1", "--out", out);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err())
                    .contains("--out " + out + " would replace the input")
                    .doesNotContain("Generated");
        }
        assertThat(Path.of(a)).hasContent(HOME);
        assertThat(Path.of(b)).hasContent(HOME);
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void showRefusesWhatTheDataLacks() throws IOException {
        String home = file("home.yaml", HOME);
        Run nobody = reco("surface", "show", home, "--world", "60,300,1", "--character", "nobody");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("no character 'nobody' here");
        Run source = reco(
                "surface",
                "show",
                file("other.yaml", HOME.replace("name: popularity", "name: populrity")),
                "--world",
                "60,300,1",
                "--character",
                "c3");
        assertThat(source.err())
                .contains("other.yaml:6:11: unknown source 'populrity'; nearest is 'popularity'; accepted: item-knn,")
                .contains("--model NAME=DIR")
                .doesNotContain("Generated");
    }

    @Test
    void diffTellsWhatChangesAndWritesAReport() throws IOException {
        Path report = dir.resolve("diff.html");
        String[] args = {
            "surface",
            "diff",
            file("home.yaml", HOME),
            file("new.yaml", HOME.replace("max: 1", "max: 3").replace("  - playable\n", "")),
            "--world",
            "120,300,1",
            "--characters",
            "30",
            "--threads",
            "1",
            "--out",
            report.toString()
        };
        Run run = reco(args);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("[1-9][0-9]* of 30 lists of 5 change")
                .contains("Metrics of 30 characters");
        assertThat(run.out()).containsPattern("playable +0 +- +0 +- +0 +-").containsPattern("artist-cap +[1-9]");
        assertThat(run.out()).contains("ndcg@5").contains("The most changed lists");
        assertThat(Files.readString(report)).contains("What changes from").contains("artist-cap: {max: 3}");
        assertThat(reco(args).out()).isEqualTo(run.out());
    }

    @Test
    void aSurfaceDoesNotDifferFromItself() throws IOException {
        String home = file("home.yaml", HOME);
        Run run = reco("surface", "diff", home, home, "--world", "60,300,1");
        assertThat(run.out())
                .containsPattern("0 of [1-9][0-9]* lists of 5 change")
                .contains("+0.0000");
        assertThat(run.out()).doesNotContain("The most changed lists");
    }

    @Test
    void rulesAndSchemaTellWhatFilesMayHold() {
        String all = reco("surface", "rules").out();
        assertThat(RuleTypes.names()).allSatisfy(name -> assertThat(all).contains(name));
        assertThat(reco("surface", "rules", "artist-cap").out())
                .contains("a whole number of 1 or above")
                .contains("(required)");
        assertThat(reco("surface", "rules", "artist-cup").err()).contains("there is no rule or fusion 'artist-cup'");
        assertThat(reco("surface", "schema").out()).isEqualTo(SurfaceSchema.json());
    }
}
