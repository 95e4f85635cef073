package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around item2vec, run as a user would. */
class TrainTest {
    private static final String WORLD = "120,300,3";

    @TempDir
    private Path dir;

    private record Run(int code, String out, String err) {}

    private static Run reco(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(code, out.toString(), err.toString());
    }

    private Run train(String name, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "train",
                "item2vec",
                "--world",
                WORLD,
                "--threads",
                "1",
                "--epochs",
                "3",
                "--dimension",
                "16",
                "--out"));
        args.add(dir.resolve(name).toString());
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private Run similar(String name, String... more) {
        List<String> args =
                new ArrayList<>(List.of("similar", "--model", dir.resolve(name).toString()));
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(dir.resolve(name).resolve("model").resolve("weights.safetensors"));
    }

    private JsonNode manifest(String name) throws IOException {
        return new ObjectMapper()
                .readTree(dir.resolve(name)
                        .resolve("model")
                        .resolve("manifest.json")
                        .toFile());
    }

    /** A tab-separated file of plays; everybody hears everything in an order of its own. */
    private Path plays(String name, String prefix) throws IOException {
        StringBuilder lines = new StringBuilder("character\ttrack\ttime\n");
        for (int c = 0; c < 12; c++) {
            for (int j = 0; j < 16; j++) {
                lines.append(
                        "c" + c + "\t" + prefix + (c * 5 + j * 3) % 16 + "\t" + (1_600_000_000L + j * 60 + c) + "\n");
            }
        }
        return Files.writeString(dir.resolve(name), lines, StandardCharsets.UTF_8);
    }

    @Test
    void trainingSaysWhatItReadsDoesAndSaves() throws IOException {
        Run run = train("model");
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out)
                .contains("Generated a listening world: 120 characters, 300 tracks")
                .contains("Training with sessions, preset music", "dimension 16", "3 epochs", "1 thread,")
                .contains("the same bits on every run", "Loss by epoch: ")
                .contains("Popular tracks, and those nearest to them")
                .contains("reco similar --model " + dir.resolve("model"));
        assertThat(run.err).contains("of heap", "epoch 3 of 3: mean loss", "tokens in");
        assertThat(dir.resolve("model").resolve("checkpoint")).doesNotExist();
        JsonNode summary = new ObjectMapper()
                .readTree(dir.resolve("model").resolve("run.json").toFile());
        assertThat(summary.get("metrics").size()).isEqualTo(3);
        assertThat(manifest("model").get("provenance").get("dataHash").asText()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void oneThreadAndOneSeedGiveTheSameBitsAndHash() throws IOException {
        train("a");
        train("b", "--no-checkpoint");
        train("c", "--seed", "2");
        assertThat(weights("a")).isEqualTo(weights("b")).isNotEqualTo(weights("c"));
        assertThat(manifest("a").get("provenance")).isEqualTo(manifest("b").get("provenance"));
        assertThat(manifest("a").get("provenance").get("dataHash"))
                .isEqualTo(manifest("c").get("provenance").get("dataHash"));
    }

    @Test
    void neighboursHaveNamesWithoutTheData() {
        train("model");
        Run run = similar("model", "--track", "t1", "-k", "4");
        assertThat(run.err).isEmpty();
        assertThat(run.code).isZero();
        List<String> lines = run.out.lines().toList();
        assertThat(lines.get(0)).startsWith("Tracks near ").contains(" - ");
        assertThat(lines.get(1)).contains("#", "id", "name", "score");
        assertThat(lines).hasSize(7);
        String first = lines.get(3).strip().split(" +")[1];
        Run without = similar("model", "--track", "t1", "-k", "4", "--exclude", first);
        assertThat(without.out.lines().skip(3)).hasSize(4).noneMatch(line -> line.contains(" " + first + " "));
    }

    @Test
    void severalTracksNameWhatContributed() {
        train("model");
        Run run = similar("model", "--track", "t1", "--track", "t2");
        assertThat(run.code).isZero();
        assertThat(run.out).contains(" and ", "because of", "%");
    }

    @Test
    void artistsAreFoundByNameInAnyCase() {
        train("model");
        String name = similar("model", "--artist", "a1")
                .out
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("Artists near ".length());
        Run run = similar("model", "--artist", name.toUpperCase(java.util.Locale.ROOT), "-k", "3");
        assertThat(run.code).isZero();
        assertThat(run.out).startsWith("Artists near " + name);
        assertThat(run.out.lines()).hasSize(6);
        Run blend = similar("model", "--artist", "a1", "--world", WORLD);
        assertThat(blend.code).isZero();
        assertThat(blend.out).startsWith("Artists near " + name + ", by sessions and vectors");
    }

    @Test
    void playlistsNeedTheirData() {
        train("model");
        Run without = similar("model", "--playlist", "p1-0");
        assertThat(without.code).isEqualTo(2);
        assertThat(without.err).contains("--playlist needs the playlists", "--data");
        Run wrong = similar("model", "--playlist", "p", "--world", WORLD);
        assertThat(wrong.code).isEqualTo(1);
        assertThat(wrong.err).contains("no playlist 'p'", "did you mean");
        String id = wrong.err.replaceAll("(?s).*did you mean '([^']+)'.*", "$1");
        Run playlists = similar("model", "--playlist", id, "--world", WORLD, "-k", "3");
        assertThat(playlists.code).isZero();
        assertThat(playlists.out).startsWith("Playlists near ").contains("tracks)");
        Run tracks = similar("model", "--playlist", id, "--want", "tracks", "--world", WORLD, "-k", "3");
        assertThat(tracks.code).isZero();
        assertThat(tracks.out).startsWith("Tracks that go with ");
        assertThat(tracks.out.lines()).hasSize(6);
    }

    @Test
    void whatIsUnknownIsSuggestedWithExitCodeOne() {
        train("model");
        Run track = similar("model", "--track", "t29x");
        assertThat(track.code).isEqualTo(1);
        assertThat(track.err.lines().findFirst().orElseThrow())
                .startsWith("reco: no track 't29x' here; did you mean 't29'");
        Run nothing = similar("nowhere", "--track", "t1");
        assertThat(nothing.code).isEqualTo(1);
        assertThat(nothing.err).contains("no model at", "reco train item2vec");
        assertThat(similar("model").code).isEqualTo(2);
        Run none = similar("model", "--track", "t1", "-k", "0");
        assertThat(none.code).isEqualTo(2);
        assertThat(none.err).contains("-k 0: expected at least 1");
    }

    @Test
    void exportWritesWhatOthersRead() throws IOException {
        train("model");
        Path text = dir.resolve("tracks.vec");
        Run run = reco(
                "export",
                "--model",
                dir.resolve("model").toString(),
                "--format",
                "word2vec-text",
                "--limit",
                "50",
                "--out",
                text.toString());
        assertThat(run.err).isEmpty();
        assertThat(run.code).isZero();
        assertThat(Files.readAllLines(text)).hasSize(51).first().isEqualTo("50 16");
        Path projector = dir.resolve("projector");
        reco(
                "export",
                "--model",
                dir.resolve("model").toString(),
                "--format",
                "projector",
                "--out",
                projector.toString());
        assertThat(Files.readAllLines(projector.resolve("metadata.tsv")).get(0)).contains("title\tartist");
        Path weights = dir.resolve("model").resolve("model").resolve("weights.safetensors");
        byte[] before = Files.readAllBytes(weights);
        for (Path input : List.of(weights, dir.resolve("model"))) {
            Run onto = reco(
                    "export", "--model", dir.resolve("model").toString(), "--format", "npy", "--out", input.toString());
            assertThat(onto.code).isEqualTo(2);
            assertThat(onto.err).contains("--out " + input + " would replace the input");
        }
        assertThat(weights).hasBinaryContent(before);
        Run wrong =
                reco("export", "--model", dir.resolve("model").toString(), "--format", "word2vec-txt", "--out", "x");
        assertThat(wrong.code).isEqualTo(2);
        assertThat(wrong.err).contains("did you mean 'word2vec-text'");
    }

    @Test
    void trainingContinuesWithNewTracksAndKeepsOldVectorsAndNames() throws IOException {
        Path first = plays("first.tsv", "t");
        Path second = plays("second.tsv", "n");
        Run run = reco(
                "train",
                "item2vec",
                "--data",
                first.toString(),
                "--format",
                "tsv",
                "--threads",
                "1",
                "--epochs",
                "2",
                "--dimension",
                "8",
                "--keep-outputs",
                "--out",
                dir.resolve("old").toString());
        assertThat(run.err).doesNotContain("reco:");
        Run more = reco(
                "train",
                "item2vec",
                "--data",
                second.toString(),
                "--format",
                "tsv",
                "--threads",
                "1",
                "--continue",
                dir.resolve("old").toString(),
                "--out",
                dir.resolve("new").toString());
        assertThat(more.err).doesNotContain("reco:");
        assertThat(more.code).isZero();
        assertThat(more.out).contains("Trained 32 vectors of dimension 8", "continued from");
        Run near = similar("new", "--track", "t3", "-k", "31");
        assertThat(near.code).isZero();
        assertThat(near.out).contains(" t5 ", " n5 ");
        Run other = train("other", "--continue", dir.resolve("old").toString());
        assertThat(other.code).isEqualTo(2);
        assertThat(other.err).contains("--dimension 16 is not the 8 of the model in " + dir.resolve("old"));
    }

    @Test
    void adviceNamesOptionsOfTheCommandLine() throws IOException {
        Path plays = plays("blanks.tsv", "a t");
        String[] train = {
            "train",
            "item2vec",
            "--data",
            plays.toString(),
            "--format",
            "tsv",
            "--threads",
            "1",
            "--epochs",
            "1",
            "--dimension",
            "8",
            "--out",
            dir.resolve("model").toString()
        };
        assertThat(reco(train).code).isZero();
        Run export = reco(
                "export",
                "--model",
                dir.resolve("model").toString(),
                "--format",
                "word2vec-text",
                "--out",
                dir.resolve("x.vec").toString());
        assertThat(export.code).isNotZero();
        assertThat(export.err)
                .contains("has a blank (U+0020) at character 1")
                .contains("; --blanks underscore or --blanks percent replaces it")
                .doesNotContain("Blanks.");
        Run more = train("more", "--continue", dir.resolve("model").toString());
        assertThat(more.code).isNotZero();
        assertThat(more.err)
                .contains("the model in " + dir.resolve("model")
                        + " has no output vectors and cannot be continued: train it with --keep-outputs")
                .doesNotContain("keepOutputs");
    }

    @Test
    void attributesTrainAlong() throws IOException {
        assertThat(train("model", "--attributes", "artist,genre,age-band").code).isZero();
        JsonNode files = manifest("model").get("files");
        assertThat(files.toString()).contains("ids/artists.txt", "ids/genres.txt", "ids/age_bands.txt");
        Run wrong = train("other", "--attributes", "artists");
        assertThat(wrong.code).isEqualTo(2);
        assertThat(wrong.err).contains("'artists' is not one of artist, album");
    }

    @Test
    void mistakesAreOneLineWithAdvice() throws IOException {
        assertThat(train("model", "--window", "0").err).contains("reco: --window 0: not in [1, 1000]");
        assertThat(train("model", "--sequences", "songs").code).isEqualTo(2);
        assertThat(train("model", "--min-count", "1000000").err).contains("no track got a vector", "--min-count");
        assertThat(dir.resolve("model").resolve("model")).doesNotExist();
        assertThat(train("model", "--resume").err).contains("nothing to resume");
        Run none = reco("train", "item2vec", "--out", dir.resolve("x").toString());
        assertThat(none.code).isEqualTo(2);
        assertThat(none.err).contains("--data PATH and --format NAME, or --world");
        assertThat(reco("train").code).isEqualTo(2);
        Files.writeString(dir.resolve("notes.txt"), "mine");
        Run foreign = reco("train", "item2vec", "--world", WORLD, "--out", dir.toString());
        assertThat(foreign.code).isEqualTo(1);
        assertThat(foreign.err).contains("exists already");
        Run many = reco(
                "train",
                "item2vec",
                "--world",
                "many",
                "--out",
                dir.resolve("y").toString());
        assertThat(many.code).isEqualTo(2);
        assertThat(many.err).hasLineCount(2);
        assertThat(many.err).contains("'--world': 'many' is not CHARACTERS,TRACKS");
    }

    @Test
    void aTrainingThatIsResumedGoesIntoTheDirectoryThatIsGiven() throws IOException {
        Path data = plays("plays.tsv", "t");
        Path here = Path.of("").toAbsolutePath();
        String[] command = {
            "train",
            "item2vec",
            "--data=" + here.relativize(data),
            "--format",
            "tsv",
            "--threads",
            "1",
            "--epochs",
            "2",
            "--min-count",
            "1000",
            "--out",
            here.relativize(dir.resolve("a")).toString()
        };
        assertThat(reco(command).err).contains("no track got a vector"); // an end without a model
        Path stored = dir.resolve("a").resolve("command.json");
        assertThat(stored).content().contains("--data=" + data, dir.resolve("a").toString());
        Files.writeString(stored, Files.readString(stored).replace("\"1000\"", "\"1\""));
        Files.move(dir.resolve("a"), dir.resolve("b"));

        Run resumed = reco("resume", dir.resolve("b").toString());
        assertThat(resumed.err).contains("--out " + dir.resolve("b")).doesNotContain("reco:");
        assertThat(resumed.code).isZero();
        assertThat(dir.resolve("b").resolve("model")).isDirectory();
        assertThat(dir.resolve("b").resolve("command.json")).doesNotExist();
        assertThat(dir.resolve("a")).doesNotExist();
    }

    @Test
    void whatStandsInThePlaceOfTheModelIsToldBeforeTheWork() throws IOException {
        for (String part : List.of("model", "catalog")) {
            Path out = Files.createDirectory(dir.resolve("with-" + part));
            Files.writeString(out.resolve("training.jsonl"), "");
            Path mine =
                    Files.writeString(Files.createDirectory(out.resolve(part)).resolve("mine.txt"), "mine");
            Run run = train(out.getFileName().toString());
            assertThat(run.code).isEqualTo(1);
            assertThat(run.err).contains(out.resolve(part) + ": is not a bundle and is not replaced");
            assertThat(run.out).isEmpty();
            assertThat(mine).hasContent("mine");
        }
    }

    @Test
    void tuningReportsTrialsEffectsAndTheCommandToTrainWith() throws IOException {
        Path out = dir.resolve("tune");
        Run run = reco(
                "tune",
                "item2vec",
                "--world",
                WORLD,
                "--threads",
                "1",
                "--epochs",
                "1",
                "--dimension",
                "8",
                "--trials",
                "3",
                "--range",
                "epochs=2..4",
                "--range",
                "window=1..6",
                "--metric",
                "recall@20",
                "--out",
                out.toString());
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out)
                .contains("1,738 validate", "window=1..6", "epochs=2..4", "importance", "On the test part")
                .contains("popularity", "start", "Train with:", "reco train item2vec --world " + WORLD);
        JsonNode json = new ObjectMapper().readTree(out.resolve("tuning.json").toFile());
        assertThat(json.get("trials")).hasSize(4);
        assertThat(json.get("metric").asText()).isEqualTo("recall@20");
        assertThat(json.get("test").get("start").get("value").asDouble()).isBetween(0.0, 1.0);
        assertThat(Files.readString(out.resolve("tuning.txt"))).contains("Train with:");

        // The command it prints is one that runs.
        String command = json.get("command").asText().replace("--out model", "--out " + dir.resolve("tuned"));
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.remove(0);
        Run again = reco(words.toArray(new String[0]));
        assertThat(again.err).doesNotContain("reco:");
        assertThat(again.code).isZero();

        Run twice = reco(
                "tune",
                "item2vec",
                "--world",
                WORLD,
                "--threads",
                "1",
                "--epochs",
                "1",
                "--dimension",
                "8",
                "--trials",
                "3",
                "--range",
                "epochs=2..4",
                "--range",
                "window=1..6",
                "--metric",
                "recall@20",
                "--out",
                out.toString());
        assertThat(twice.code).isZero();
        JsonNode second = new ObjectMapper().readTree(out.resolve("tuning.json").toFile());
        for (int i = 0; i < 4; i++) {
            assertThat(second.get("trials").get(i).get("score"))
                    .isEqualTo(json.get("trials").get(i).get("score"));
        }
        assertThat(second.get("test")).isEqualTo(json.get("test"));
    }

    @Test
    void helpOnEveryLevel() {
        for (List<String> command : List.of(
                List.of("train"),
                List.of("train", "item2vec"),
                List.of("tune"),
                List.of("tune", "item2vec"),
                List.of("similar"),
                List.of("export"))) {
            List<String> asked = new ArrayList<>(List.of("help"));
            asked.addAll(command);
            Run run = reco(asked.toArray(new String[0]));
            assertThat(run.code).isZero();
            assertThat(run.out).as(asked.toString()).contains("Examples:", "reco " + String.join(" ", command));
        }
        Run wrong = reco("help", "trian");
        assertThat(wrong.code).isEqualTo(2);
        assertThat(wrong.err).contains("no command 'trian'", "train");
    }
}
