package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.TensorInfo;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around the Transformer, run as a user would. */
class TransformerCommandsTest {
    private static final String WORLD = "60,150,3";

    @TempDir
    private static Path shared;

    @TempDir
    private Path dir;

    private static Run trained = new Run(-1, "", "");

    private record Run(int code, String out, String err) {
        List<String> rows() {
            return out.lines().skip(3).filter(line -> line.matches(" *\\d+ .*")).toList();
        }

        List<String> ids() {
            return rows().stream().map(line -> line.strip().split(" +")[1]).toList();
        }
    }

    private static Run reco(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(code, out.toString(), err.toString());
    }

    private static Run train(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "transformer", "--world", WORLD, "--threads", "1"));
        args.addAll(List.of("--epochs", "2", "--dim", "16", "--length", "12", "--out", out.toString()));
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private static Run ask(String command, Path model, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--model", model.toString()));
        args.addAll(List.of(more));
        return reco(args.toArray(new String[0]));
    }

    private static Path model() {
        return shared.resolve("radio");
    }

    @BeforeAll
    static void trainOnce() {
        trained = train(model(), "--attributes", "--profile");
    }

    @Test
    void trainingSaysWhatItReadsDoesAndSaves() throws IOException {
        assertThat(trained.err).doesNotContain("reco:");
        assertThat(trained.code).isZero();
        assertThat(trained.out)
                .contains("Generated a listening world: 60 characters, 150 tracks")
                .contains("causal, 2 pre-norm blocks, dim 16", "length 12", "attributes, profile")
                .contains("sampled-softmax of 256 uniform negatives", "at most 2 epochs")
                .contains("Best: epoch", "NDCG@10", "full ranking")
                .contains("reco recommend --model " + model() + " --world " + WORLD);
        assertThat(trained.err).contains("epoch 2 of 2: mean loss");
        assertThat(model().resolve("checkpoint")).doesNotExist();
        assertThat(model().resolve("command.json")).doesNotExist();
        assertThat(Files.readAllLines(model().resolve("training.jsonl"))).hasSize(2);
        JsonNode summary =
                new ObjectMapper().readTree(model().resolve("run.json").toFile());
        assertThat(summary.get("metrics").has("loss/2")).isTrue();
        assertThat(summary.get("settings").get("diverged").asText()).isEqualTo("false");
    }

    @Test
    void aTrainingThatDivergedSaysSoAndIsSaved() throws IOException {
        Path model = dir.resolve("wild");
        // Rate times decay is 3: each step multiplies the matrices by -2.
        Run run = reco(
                "train",
                "transformer",
                "--world",
                WORLD,
                "--threads",
                "1",
                "--dim",
                "16",
                "--length",
                "12",
                "--learning-rate",
                "0.01",
                "--weight-decay",
                "300",
                "--epochs",
                "200",
                "--patience",
                "200",
                "--out",
                model.toString());
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.code).isZero();
        assertThat(run.out)
                .contains("Training diverged and ended early; the weights are those of epoch ")
                .contains("A lower --learning-rate, --warm-up or --clip helps");
        JsonNode summary = new ObjectMapper().readTree(model.resolve("run.json").toFile());
        assertThat(summary.get("settings").get("diverged").asText()).isEqualTo("true");
    }

    @Test
    void everyTrackCanBeANegativeOfBinaryLosses() {
        Run run = train(dir.resolve("all"), "--loss", "gbce", "--negatives", "9", "--negatives-from", "all");
        assertThat(run.err).doesNotContain("reco:");
        assertThat(run.out).contains("gbce over all tracks, as of 9 negatives, t 0.75");
        Run refused = train(dir.resolve("none"), "--negatives-from", "all");
        assertThat(refused.code).isEqualTo(2);
        assertThat(refused.err).contains("--negatives-from all: ").contains("BCE and GBCE");
    }

    @Test
    void aSeedGivesTheSameWeights() throws IOException {
        train(dir.resolve("a"), "--no-checkpoint");
        train(dir.resolve("b"), "--checkpoint-every", "0");
        train(dir.resolve("c"), "--seed", "2");
        assertThat(weights("a")).isEqualTo(weights("b")).isNotEqualTo(weights("c"));
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(dir.resolve(name).resolve("model").resolve("weights.safetensors"));
    }

    @Test
    void recommendsAfterAHistoryWithNames() {
        Run run = ask("recommend", model(), "--history", "t1,t2,t3", "-k", "6");
        assertThat(run.err).isEmpty();
        assertThat(run.code).isZero();
        assertThat(run.out).contains("Tracks for a history of 3 tracks", "name", "score", " - ");
        assertThat(run.ids()).hasSize(6).doesNotHaveDuplicates();
        Run other = ask(
                "recommend",
                model(),
                "--history",
                "t1,t2,t3",
                "-k",
                "6",
                "--exclude",
                run.ids().get(0));
        assertThat(other.ids().subList(0, 5)).isEqualTo(run.ids().subList(1, 6));
        assertThat(ask("recommend", model(), "--history", "t1", "-k", "6", "--gender", "f", "--age", "30").out)
                .isNotEqualTo(ask("recommend", model(), "--history", "t1", "-k", "6").out);
    }

    @Test
    void recommendsToACharacterOfTheDataAndExplains() {
        Run run = ask("recommend", model(), "--character", "c1", "--world", WORLD, "--explain", "2", "-k", "3");
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).contains("Tracks for character c1", "because of");
        assertThat(run.rows()).hasSize(3);
        Run without = ask("recommend", model(), "--character", "c1");
        assertThat(without.code).isEqualTo(2);
        assertThat(without.err).contains("--character needs the data");
    }

    @Test
    void repeatsRaiseTheHistory() {
        Run run = ask("recommend", model(), "--history", "t1,t2,t3", "-k", "3", "--repeat-weight", "0.99");
        assertThat(run.ids()).containsExactlyInAnyOrder("t1", "t2", "t3");
        Run unheard = ask("recommend", model(), "--history", "t1,t2,t3", "--unheard", "-k", "20");
        assertThat(unheard.ids()).hasSize(20).doesNotContain("t1", "t2", "t3");
        assertThat(ask("recommend", model(), "--history", "t1", "--repeat-weight", "1").err)
                .contains("--repeat-weight 1: not in [0, 1)");
    }

    @Test
    void continuesAndRepeatsItselfForASeed() {
        Run run = ask("continue", model(), "--history", "t1,t2", "-n", "15");
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).contains("After a history of 2 tracks", "probability");
        assertThat(run.ids()).hasSize(15).doesNotHaveDuplicates().doesNotContain("t1", "t2");
        assertThat(ask("continue", model(), "--history", "t1,t2", "-n", "15").out)
                .isEqualTo(run.out);
        assertThat(ask("continue", model(), "--history", "t1,t2", "-n", "15", "--seed", "2").out)
                .isNotEqualTo(run.out);
        String greedy = ask("continue", model(), "--history", "t1,t2", "-n", "5", "--greedy").out;
        assertThat(ask("continue", model(), "--history", "t1,t2", "-n", "5", "--greedy", "--seed", "9").out)
                .isEqualTo(greedy);
        String id = ListeningWorld.of(WorldOptions.ofSize(60, 150).withSeed(3))
                .dataset()
                .playlists()
                .ids()
                .id(0);
        Run playlist = ask("continue", model(), "--playlist", id, "--world", WORLD, "-n", "4");
        assertThat(playlist.code).as(playlist.err).isZero();
        assertThat(playlist.ids()).hasSize(4);
    }

    @Test
    void badInputIsAnsweredInWords() throws IOException {
        assertRefused(ask("recommend", model(), "--history", "t1,nothing"), "no track 'nothing' here");
        Run nothing = ask("continue", model(), "--history", "");
        assertThat(nothing.code).isEqualTo(2);
        assertThat(nothing.err).contains("--history names no track");
        Run none = ask("recommend", model(), "--history", "t1", "-k", "0");
        assertThat(none.code).isEqualTo(2);
        assertThat(none.err).contains("-k 0: expected at least 1");
        assertWrongUsage(ask("continue", model(), "--history", "t1", "--top-p", "0"), "--top-p 0: not in (0, 1]");
        assertRefused(
                ask("recommend", dir.resolve("none"), "--history", "t1"), "no model at", "reco train transformer");
        assertRefused(ask("continue", model(), "--character", "nobody", "--world", WORLD), "no character 'nobody'");
        assertThat(ask("recommend", model()).code).as("no history").isEqualTo(2);
        Run bad = train(dir.resolve("x"), "--heads", "3");
        assertWrongUsage(bad, "--heads 3: dim 16 is not a multiple of heads 3");
        assertWrongUsage(train(dir.resolve("x"), "--learning-rate", "2"), "--learning-rate 2: not in (0, 1]");
        assertRefused(train(dir.resolve("x"), "--resume"), "nothing to resume");
        assertRefused(reco("resume", dir.resolve("x").toString()), "nothing to resume");
    }

    private static void assertWrongUsage(Run run, String... texts) {
        assertThat(run.err).contains(texts);
        assertThat(run.code).isEqualTo(2);
    }

    private static void assertRefused(Run run, String... texts) {
        assertThat(run.err).contains(texts);
        assertThat(run.code).isEqualTo(1);
    }

    @Test
    void aModelOfAnotherKindAndOneWithNaNAreRefused() throws IOException {
        reco(
                "train",
                "item2vec",
                "--world",
                WORLD,
                "--epochs",
                "1",
                "--threads",
                "1",
                "--out",
                dir.resolve("i2v").toString());
        for (String command : List.of("recommend", "continue")) {
            assertRefused(
                    ask(command, dir.resolve("i2v"), "--history", "t1"),
                    "i2v holds vectors of item2vec; expected what 'reco train transformer' wrote",
                    "reco similar, export and radio");
        }
        String model = model().toString();
        for (String[] command : List.of(
                new String[] {"similar", "--model", model, "--track", "t1"},
                new String[] {
                    "export",
                    "--model",
                    model,
                    "--format",
                    "npy",
                    "--out",
                    dir.resolve("v.npy").toString()
                },
                new String[] {
                    "train",
                    "item2vec",
                    "--world",
                    WORLD,
                    "--continue",
                    model,
                    "--out",
                    dir.resolve("more").toString()
                })) {
            Run run = reco(command);
            assertRefused(
                    run,
                    model + " holds a Transformer; expected vectors of 'reco train item2vec'",
                    "reco recommend, continue and radio");
            assertThat(run.out).doesNotContain("Generated");
        }
        Path broken = dir.resolve("broken");
        try (ModelBundle good = ModelBundle.open(model().resolve("model"), "transformer");
                BundleWriter out = ModelBundle.writer(broken, "transformer")) {
            out.configuration(good.configuration()).provenance(good.provenance());
            for (String list : List.of("tracks", "artists", "albums", "genres")) {
                out.ids(list, good.ids(list));
            }
            for (Map.Entry<String, TensorInfo> entry : good.tensors().entrySet()) {
                long[] shape =
                        entry.getValue().shape().stream().mapToLong(n -> n).toArray();
                if (entry.getKey().equals("items")) {
                    float[] items = good.floats("items");
                    items[5] = Float.NaN;
                    out.tensor("items", items, shape);
                } else if (entry.getValue().dtype().name().equals("I32")) {
                    out.tensor(entry.getKey(), good.ints(entry.getKey()), shape);
                } else {
                    out.tensor(entry.getKey(), good.floats(entry.getKey()), shape);
                }
            }
            out.commit();
        }
        assertRefused(ask("continue", broken, "--history", "t1"), "tensor 'items'", "NaN");
    }

    @Test
    void playlistsCanBeTrainedOn() {
        Run run = train(dir.resolve("p"), "--playlists");
        assertThat(run.code).as(run.err).isZero();
        assertThat(run.out).contains("Training on playlists");
    }

    @Test
    void everyOptionReachesTheModel() throws IOException {
        Path out = dir.resolve("all");
        Run run = train(
                out,
                "--preset",
                "gated",
                "--heads",
                "2",
                "--feed-forward",
                "20",
                "--blocks",
                "1",
                "--dropout",
                "0.2",
                "--attention-dropout",
                "0.3",
                "--separate-outputs",
                "--time-bias",
                "--loss",
                "gbce",
                "--negatives",
                "9",
                "--calibration",
                "0.5",
                "--negatives-from",
                "mixed",
                "--in-batch-share",
                "0.25",
                "--skips-as-negatives",
                "--patience",
                "3",
                "--batch",
                "16",
                "--long-histories",
                "random",
                "--learning-rate",
                "0.01",
                "--schedule",
                "cosine",
                "--min-learning-rate",
                "0.001",
                "--warm-up",
                "2",
                "--clip",
                "5",
                "--weight-decay",
                "0.01",
                "--validation-share",
                "0.5",
                "--validation-metric",
                "recall",
                "--validation-k",
                "7",
                "--validation-seen",
                "false",
                "--seed",
                "4",
                "--kernels",
                "scalar");
        assertThat(run.code).as(run.err).isZero();
        JsonNode manifest = new ObjectMapper()
                .readTree(out.resolve("model").resolve("manifest.json").toFile());
        JsonNode options = manifest.get("configuration").get("options");
        assertThat(options.toString())
                .contains("\"block\":\"GATED\"", "\"heads\":2", "\"feedForward\":20", "\"blocks\":1")
                .contains("\"residualDropout\":0.2", "\"attentionDropout\":0.3", "\"activationDropout\":0.2")
                .contains("\"tiedOutputs\":false", "\"timeBias\":true", "\"attributes\":false", "\"profile\":false");
        assertThat(manifest.get("configuration").get("trainingOptions").toString())
                .contains("\"kind\":\"GBCE\",\"negatives\":9,\"calibration\":0.5", "\"negativeSource\":\"MIXED\"")
                .contains(
                        "\"inBatchShare\":0.25", "\"skipsAsNegatives\":true", "\"patience\":3", "\"batchSequences\":16")
                .contains("\"longHistories\":\"RANDOM\"", "\"learningRate\":0.01", "\"schedule\":\"COSINE\"")
                .contains("\"minLearningRate\":0.001", "\"warmUpSteps\":2", "\"clip\":5.0", "\"decay\":0.01")
                .contains("\"validationShare\":0.5", "\"validationMetric\":\"RECALL\"", "\"validationK\":7")
                .contains("\"validationSeen\":false", "\"seed\":4", "\"kernels\":\"SCALAR\"");
    }
}
