package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM on a training in a process of its own. */
@DisabledOnOs(OS.WINDOWS) // which has no SIGTERM
class StopTest {
    @TempDir
    private Path dir;

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dreco.kernels=scalar",
                "io.reco.examples.Reco"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String[] arguments(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "train",
                "item2vec",
                "--world",
                "150,400,1",
                "--threads",
                "1",
                "--epochs",
                "40",
                "--dimension",
                "16",
                "--checkpoint-every",
                "0",
                "--out"));
        args.add(dir.resolve(out).toString());
        args.addAll(List.of(more));
        return args.toArray(new String[0]);
    }

    private String[] transformer(String out) {
        return new String[] {
            "train",
            "transformer",
            "--world",
            "150,400,1",
            "--threads",
            "2",
            "--epochs",
            "12",
            "--dim",
            "16",
            "--length",
            "20",
            "--validation-share",
            "0.2",
            "--checkpoint-every",
            "0",
            "--out",
            dir.resolve(out).toString()
        };
    }

    private byte[] weights(String out) throws IOException {
        return Files.readAllBytes(dir.resolve(out).resolve("model").resolve("weights.safetensors"));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aStoppedTrainingKeepsItsCheckpointAndResumesToTheSameBits() throws Exception {
        Process process = start(arguments("stopped"));
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean told = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (!told && line.contains("epoch 3 of 40")) {
                    // Process.destroy would close the stream that is read here.
                    process.toHandle().destroy();
                    told = true;
                }
            }
        }
        assertThat(process.waitFor()).as(text.toString()).isEqualTo(143);
        assertThat(text)
                .contains("reco: stopped; the last checkpoint is in "
                        + dir.resolve("stopped").resolve("checkpoint"))
                .contains("Go on with: reco resume " + dir.resolve("stopped"));
        assertThat(dir.resolve("stopped").resolve("model")).doesNotExist();

        Process without = start(arguments("stopped"));
        String refused = new String(without.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(without.waitFor()).isEqualTo(1);
        assertThat(refused).contains("go on with 'reco resume " + dir.resolve("stopped") + "'");
        // A refused --resume leaves the checkpoint and the command line of the training as they are.
        byte[] command = Files.readAllBytes(dir.resolve("stopped").resolve("command.json"));
        Process other = start(arguments("stopped", "--resume", "--window", "3"));
        String why = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(why).isEqualTo(1);
        assertThat(dir.resolve("stopped").resolve("command.json")).hasBinaryContent(command);

        Process resumed = start("resume", dir.resolve("stopped").toString());
        String rest = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(resumed.waitFor()).as(rest).isZero();
        assertThat(rest).contains("resumed after epoch").doesNotContain("epoch 2 of 40: mean loss");

        Process whole = start(arguments("whole"));
        String all = new String(whole.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(whole.waitFor()).as(all).isZero();
        assertThat(weights("stopped")).isEqualTo(weights("whole"));
        assertThat(dir.resolve("stopped").resolve("checkpoint")).doesNotExist();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aStoppedTransformerResumesToTheSameBitsByItsDirectory() throws Exception {
        Process process = start(transformer("stopped"));
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean told = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (!told && line.contains("epoch 3 of 12")) {
                    process.toHandle().destroy();
                    told = true;
                }
            }
        }
        assertThat(process.waitFor()).as(text.toString()).isEqualTo(143);
        assertThat(text)
                .contains("reco: stopped; the checkpoint of the last step is in "
                        + dir.resolve("stopped").resolve("checkpoint"))
                .contains("reco resume " + dir.resolve("stopped"));
        assertThat(dir.resolve("stopped").resolve("model")).doesNotExist();

        Process without = start(transformer("stopped"));
        String refused = new String(without.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(without.waitFor()).isEqualTo(1);
        assertThat(refused).contains("go on with 'reco resume " + dir.resolve("stopped") + "'");

        Process resumed = start("resume", dir.resolve("stopped").toString());
        String rest = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(resumed.waitFor()).as(rest).isZero();
        assertThat(rest).contains("Resuming: reco train transformer").doesNotContain("epoch 2 of 12: mean loss");

        Process whole = start(transformer("whole"));
        String all = new String(whole.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(whole.waitFor()).as(all).isZero();
        assertThat(weights("stopped")).isEqualTo(weights("whole"));
        assertThat(dir.resolve("stopped").resolve("checkpoint")).doesNotExist();
    }
}
