package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

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
    void aBundleHasThePermissionsOfAnyOtherNewDirectory() throws IOException {
        assumeThat(Files.getFileStore(dir).supportsFileAttributeView("posix")).isTrue();
        Path plain = Files.createDirectory(dir.resolve("plain"));
        Path path = Bundles.write(dir.resolve("model"), 1);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(Files.getPosixFilePermissions(plain));
        Path plainFile = Files.createFile(plain.resolve("file"));
        assertThat(Files.getPosixFilePermissions(path.resolve("manifest.json")))
                .isEqualTo(Files.getPosixFilePermissions(plainFile));
    }

    @Test
    void severalWritersOfOneTargetHaveDirectoriesOfTheirOwn() throws IOException {
        Path path = dir.resolve("model");
        try (BundleWriter one = ModelBundle.writer(path, Bundles.KIND);
                BundleWriter two = ModelBundle.writer(path, Bundles.KIND)) {
            Bundles.fill(one, 1);
            Bundles.fill(two, 2).commit();
            assertThat(Bundles.first(path)).isEqualTo(2);
            one.commit();
        }
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void aSaveWhileABundleIsOpenedNeverMixesTheOldManifestWithTheNewWeights() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        BundleVerifier verifier = new BundleVerifier(path);
        Manifest manifest = verifier.verify(Bundles.KIND);
        Bundles.write(path, 2);
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> verifier.openWeights(manifest))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(BundleException.Reason.ALTERED));
    }

    @Test
    void anOpenBundleStaysWhatItWasWhenItIsReplaced() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND)) {
            Bundles.write(path, 2);
            assertThat(bundle.matrix("in").get(0, 0)).isEqualTo(1);
        }
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
            try (BundleWriter out = new BundleWriter(path, Bundles.KIND, moment -> {
                throw new IllegalStateException("between the renames");
            })) {
                Bundles.fill(out, 2).commit();
            }
        });
        assertThat(Bundles.first(path)).isEqualTo(1);
        assertThat(siblings()).containsExactly("model");
    }

    @Test
    void whatFailsAfterTheSwapLeavesTheNewBundleInPlace() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (BundleWriter out = new BundleWriter(path, Bundles.KIND, moment -> {
                        if (moment == BundleSwap.Moment.IN_PLACE) {
                            throw new IllegalStateException("not forced");
                        }
                    })) {
                        Bundles.fill(out, 2).commit();
                    }
                })
                .satisfies(e -> assertThat(e.getSuppressed())
                        .as("close has nothing to delete")
                        .isEmpty());
        assertThat(Bundles.first(path)).isEqualTo(2);
        Bundles.write(path, 3);
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
            BundleWriter out = new BundleWriter(Path.of(args[0]), Bundles.KIND, moment -> {
                if (args[1].equals("swapping")) {
                    halt.run();
                }
            });
            Bundles.fill(out, 2);
            if (args[1].equals("writing")) {
                halt.run();
            }
            out.commit();
        }
    }
}
