package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReplaceTest {

    @TempDir
    Path dir;

    @Test
    void aCommitReplacesTheOldBundleAndLeavesNothingElse() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Bundles.write(path, 2);
        assertThat(Bundles.first(path)).isEqualTo(2);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void anAbandonedWriterLeavesTheOldBundleAndNothingElse() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        try (BundleWriter out = ModelBundle.writer(path, Bundles.KIND)) {
            Bundles.fill(out, 2);
        }
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void aWriteThatFailsLeavesTheOldBundleAndNothingElse() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
            try (BundleWriter out = ModelBundle.writer(path, Bundles.KIND)) {
                Bundles.fill(out, 2).ids("more", () -> {
                    throw new UncheckedIOException(new IOException("disk full"));
                });
            }
        });
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void aSwapThatFailsPutsTheOldBundleBack() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        assertThatIllegalStateException().isThrownBy(() -> {
            try (BundleWriter out = new BundleWriter(path, Bundles.KIND, () -> {
                throw new IllegalStateException("between the renames");
            })) {
                Bundles.fill(out, 2).commit();
            }
        });
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void aProcessKilledWhileWritingLeavesTheOldBundle() throws Exception {
        Path path = Bundles.write(dir.resolve("model"), 1);
        runUntilKilled(path, "writing");
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).hasSize(2).allMatch(name -> name.equals("model") || name.startsWith(".model.tmp-"));
        Bundles.write(path, 3);
        assertThat(Bundles.first(path)).isEqualTo(3);
    }

    @Test
    void aProcessKilledBetweenTheRenamesLeavesTheOldBundleReadable() throws Exception {
        Path path = Bundles.write(dir.resolve("model"), 1);
        runUntilKilled(path, "swapping");
        assertThat(path).doesNotExist();
        assertThat(Bundles.first(path)).isEqualTo(1);
        Bundles.write(path, 3);
        assertThat(Bundles.first(path)).isEqualTo(3);
        assertThat(siblings()).doesNotContain(".model.previous");
    }

    @Test
    void abandoningASaveAfterAKilledOneKeepsTheOldBundle() throws Exception {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Files.move(path, BundleSwap.previous(path));
        try (BundleWriter out = ModelBundle.writer(path, Bundles.KIND)) {
            Bundles.fill(out, 2);
        }
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void aLeftoverOfTheOldBundleNeverShadowsTheNewOne() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 2);
        Bundles.write(BundleSwap.previous(path), 1);
        assertThat(Bundles.first(path)).isEqualTo(2);
        Bundles.write(path, 3);
        assertThat(Bundles.first(path)).isEqualTo(3);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void otherThingsAtTheTargetAreNotReplaced() throws IOException {
        Path home = Files.createDirectory(dir.resolve("home"));
        Files.writeString(home.resolve("thesis.txt"), "years of work");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> ModelBundle.writer(home, "k"))
                .withMessageContaining("not a bundle");
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ModelBundle.writer(file, "k"));
        assertThat(siblings()).containsExactlyInAnyOrder("home", "file");
        Path empty = Files.createDirectory(dir.resolve("empty"));
        assertThat(Bundles.first(Bundles.write(empty, 4))).isEqualTo(4);
    }

    private List<String> siblings() throws IOException {
        try (Stream<Path> list = Files.list(dir)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void runUntilKilled(Path target, String when) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                target.toString(),
                when));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("exit code of halt").isEqualTo(137);
    }

    /** Saves a bundle and stops dead in the middle: no finally block and no shutdown hook runs. */
    static final class Victim {
        private Victim() {}

        /**
         * Runs in a process of its own.
         *
         * @param args target and moment
         */
        public static void main(String[] args) throws IOException {
            Runnable halt = () -> Runtime.getRuntime().halt(137);
            BundleWriter out =
                    new BundleWriter(Path.of(args[0]), Bundles.KIND, args[1].equals("swapping") ? halt : () -> {});
            Bundles.fill(out, 2);
            if (args[1].equals("writing")) {
                halt.run();
            }
            out.commit();
        }
    }
}
