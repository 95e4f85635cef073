package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.rerank.Popularity;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.Stage;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.session.RadioState;
import io.reco.rerank.session.RadioTrack;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reco radio}, run as a user would. */
class RadioCommandTest {
    @TempDir
    private Path dir;

    private record Output(int code, String out, String err) {}

    private static Output radio(String... more) {
        List<String> args = new ArrayList<>(List.of("radio", "--world", "60,300,1"));
        args.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(new String[0]));
        return new Output(code, out.toString(), err.toString());
    }

    private static RadioState state(Path file) throws IOException {
        return RadioState.fromJson(Files.readString(file));
    }

    @Test
    void goesOnFromItsFileAsIfItHadNotBeenPutDown() throws IOException {
        Path steps = dir.resolve("steps.json");
        Output first = radio("--character", "c7", "--state", steps.toString(), "-n", "4");
        assertThat(first.err()).contains("Generated a listening world");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("Radio of character c7", "So far 4 tracks");
        assertThat(state(steps).size()).isEqualTo(4);
        Output second = radio("--character", "c7", "--state", steps.toString(), "-n", "6");
        assertThat(second.out()).contains("So far 10 tracks: 3 never heard before");
        assertThat(state(steps).tracks().stream().map(RadioTrack::trackId).distinct())
                .hasSize(10);
        assertThat(radio(
                                "--character",
                                "c7",
                                "--state",
                                dir.resolve("other.json").toString(),
                                "-n",
                                "4")
                        .out())
                .isEqualTo(first.out());
    }

    @Test
    void theFileOfAnotherCharacterIsRefusedAndKept() throws IOException {
        Path file = dir.resolve("radio.json");
        radio("--character", "c7", "--state", file.toString(), "-n", "2");
        Output other = radio("--character", "c8", "--state", file.toString(), "-n", "2");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("the session is of character 'c7', the context of character 'c8'");
        assertThat(state(file).size()).isEqualTo(2);
    }

    @Test
    void candidatesComeFromATrainedModel() {
        String model = dir.resolve("vectors").toString();
        StringWriter log = new StringWriter();
        PrintWriter to = new PrintWriter(log, true);
        assertThat(Reco.run(
                        to,
                        to,
                        "train",
                        "item2vec",
                        "--world",
                        "60,300,1",
                        "--epochs",
                        "2",
                        "--threads",
                        "1",
                        "--out",
                        model))
                .as(log.toString())
                .isZero();
        Output trained = radio("--character", "c7", "-n", "8", "--model", model);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("So far 8 tracks")
                .isNotEqualTo(radio("--character", "c7", "-n", "8").out());
        assertThat(radio("--character", "c7", "--model", dir.resolve("none").toString())
                        .err())
                .contains("no model at");
    }

    @Test
    void reactsToWhatWasSaid() throws IOException {
        Path file = dir.resolve("radio.json");
        radio("--character", "c7", "--state", file.toString(), "-n", "4");
        RadioState before = state(file);
        assertThat(radio(
                                "--character",
                                "c7",
                                "--state",
                                file.toString(),
                                "-n",
                                "1",
                                "--skip",
                                "2,4",
                                "--like",
                                "1",
                                "--replay",
                                "1,3")
                        .code())
                .isZero();
        List<RadioTrack> after = state(file).tracks();
        assertThat(after.subList(0, 4)).extracting(RadioTrack::skipped).containsExactly(false, true, false, true);
        assertThat(after.get(0).liked()).isTrue();
        assertThat(after.subList(0, 4)).extracting(RadioTrack::replays).containsExactly(1, 0, 1, 0);
        assertThat(after.get(1).endMillis() - after.get(1).startMillis()).isEqualTo(10_000);
        assertThat(after.get(4).startMillis())
                .isEqualTo(after.get(3).endMillis())
                .isLessThan(before.endMillis());
    }

    @Test
    void playsNothingThatTheQuickstartWouldNotShow() throws IOException {
        Dataset data = ListeningWorld.of(WorldOptions.ofSize(5, 20)).dataset();
        String home;
        try (InputStream in = RadioCommandTest.class.getResourceAsStream("quickstart/home.yaml")) {
            home = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        SurfaceResources resources = SurfaceResources.of(RuleContexts.of(data, Popularity.none()));
        List<String> withoutTaste = SurfaceReader.withoutResources().read(home, "home.yaml").rules().stream()
                .map(spec -> RuleTypes.rule(spec, resources))
                .filter(rule -> rule.stage().compareTo(Stage.SCORE) < 0)
                // The session has its own.
                .filter(rule -> !(rule instanceof AlreadyRecommended) && !(rule instanceof RecentlyListened))
                .map(Rule::toString)
                .toList();
        assertThat(withoutTaste).hasSize(7);
        assertThat(RadioCommand.rules(data.catalog(), 3, false))
                .extracting(Rule::toString)
                .containsAll(withoutTaste);
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        assertThat(radio("--character", "c7", "--skip", "1").err())
                .contains("--skip 1: the session has no tracks yet; --state names the file");
        Path file = dir.resolve("radio.json");
        Path users = Files.writeString(dir.resolve("radio.json.tmp"), "mine");
        radio("--character", "c7", "--state", file.toString(), "-n", "2");
        assertThat(users).hasContent("mine");
        assertThat(radio("--character", "c7", "--state", file.toString(), "--like", "3")
                        .err())
                .contains("--like 3: the session has tracks 1 to 2");
        Files.writeString(file, "{\"version\":9}");
        Path cut = Files.writeString(file.resolveSibling("cut.json"), "{\"version\": 1, ");
        assertThat(radio("--character", "c7", "--state", cut.toString()).err())
                .contains("cut.json: a radio state that is no JSON")
                .doesNotContain("Source", "REDACTED");
        Path directory = dir;
        assertThat(radio("--character", "c7", "--state", directory.toString()).err())
                .contains("--state " + directory + " is a directory")
                .doesNotContain("Generated");
        Path nowhere = directory.resolve("nowhere").resolve("radio.json");
        assertThat(radio("--character", "c7", "--state", nowhere.toString()).err())
                .contains("there is no directory " + directory.resolve("nowhere"))
                .doesNotContain("Generated");
        Output newer = radio("--character", "c7", "--state", file.toString());
        assertThat(newer.err()).contains("radio.json: a radio state of version 9");
        assertThat(newer.code()).isEqualTo(1);
        assertThat(radio("--character", "nobody").err()).contains("no character 'nobody'");
        assertThat(radio("--character", "c7", "--new-artists", "0.9").err())
                .contains("--new-artists 0.9: not in [0, 0.3]");
        Output dry = radio("--character", "c7", "-n", "400");
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).contains("No more: ", "of 400 tracks");
    }
}
