package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reco.core.bundle.BundleException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

    @TempDir
    Path dir;

    @Test
    void whatIsWrittenIsReadBackToTheBit() throws IOException {
        Path path = Bundles.write(dir.resolve("a/b/model"), 1.5f);
        try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND).requireFinite()) {
            assertThat(bundle.kind()).isEqualTo(Bundles.KIND);
            assertThat(bundle.configuration(Bundles.Config.class))
                    .isEqualTo(new Bundles.Config(3, 0.025, 0.1f, "skip"));
            assertThat(bundle.configuration().get("mode").asText()).isEqualTo("skip");
            assertThat(bundle.provenance()).isEqualTo(Bundles.PROVENANCE);
            assertThat(bundle.ids("tracks")).isEqualTo(Bundles.IDS);
            assertThat(bundle.tensors()).containsOnlyKeys("steps", "in");
            assertThat(bundle.floats("in")).containsExactly(1.5f, 2, 3, 4, -0f, Float.MIN_VALUE);
            assertThat(bundle.longs("steps")).containsExactly(1L << 50);
            float[] part = new float[2];
            bundle.readFloats("in", 3, part, 0, 2);
            assertThat(part).containsExactly(4, -0f);
        }
    }

    @Test
    void theKindIsToldByTheManifestAlone() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Files.delete(path.resolve("weights.safetensors"));
        assertThat(ModelBundle.kindOf(path)).isEqualTo(Bundles.KIND);
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> ModelBundle.kindOf(dir.resolve("none")))
                .withMessageContaining("does not exist");
    }

    @Test
    void whatAKilledSaveLeftIsFoundAndDeletedToo() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Path previous = Files.move(path, dir.resolve(".model.previous"));
        assertThat(ModelBundle.exists(path)).isTrue();
        assertThat(ModelBundle.kindOf(path)).isEqualTo(Bundles.KIND);
        ModelBundle.delete(path);
        assertThat(previous).doesNotExist();
        assertThat(ModelBundle.exists(path)).isFalse();
        ModelBundle.delete(Bundles.write(path, 1));
        assertThat(path).doesNotExist();
        ModelBundle.delete(path);
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        Path one = Bundles.write(dir.resolve("one"), 1);
        Path two = Bundles.write(dir.resolve("two"), 1);
        for (String file : List.of("manifest.json", "manifest.sha256", "ids/tracks.txt", "weights.safetensors")) {
            assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
    }

    @Test
    void tensorsLongerThanTheBufferRoundTrip() throws IOException {
        float[] data = new float[200_003];
        double[] doubles = new double[70_001];
        Random random = new Random(3);
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat();
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = random.nextDouble();
        }
        try (BundleWriter out = ModelBundle.writer(dir.resolve("m"), "k")) {
            out.provenance(Bundles.PROVENANCE)
                    .tensor("f", data, data.length)
                    .tensor("d", doubles, doubles.length)
                    .commit();
        }
        try (ModelBundle in = ModelBundle.open(dir.resolve("m"), "k")) {
            assertThat(in.floats("f")).containsExactly(data);
            assertThat(in.doubles("d")).containsExactly(doubles);
        }
    }

    @Test
    void aFlippedBitAnywhereIsDetected() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Random random = new Random(11);
        for (String name : List.of("manifest.json", "manifest.sha256", "ids/tracks.txt", "weights.safetensors")) {
            Path file = path.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at += 1 + random.nextInt(9)) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bad);
                assertThatExceptionOfType(BundleException.class)
                        .as("%s, byte %d", name, at)
                        .isThrownBy(() -> ModelBundle.open(path, Bundles.KIND));
            }
            Files.write(file, good);
        }
        assertThat(Bundles.first(path)).isEqualTo(1);
    }

    @Test
    void everyTruncationIsDetected() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        for (String name : List.of("manifest.json", "manifest.sha256", "ids/tracks.txt", "weights.safetensors")) {
            Path file = path.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int length : new int[] {0, 1, good.length / 2, good.length - 1}) {
                Files.write(file, Arrays.copyOf(good, length));
                refused(path, Reason.TRUNCATED, file, "");
            }
            Files.write(file, good);
        }
    }

    @Test
    void alteredFilesAreNamed() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Path ids = path.resolve("ids/tracks.txt");
        Files.writeString(ids, Files.readString(ids).replace('1', '2'));
        refused(path, Reason.ALTERED, ids, "SHA-256");
        Files.writeString(ids, Files.readString(ids).replace('2', '1') + "x");
        refused(path, Reason.ALTERED, ids, "bytes, the manifest says");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        for (String name : List.of("manifest.sha256", "ids/tracks.txt", "weights.safetensors")) {
            Path path = Bundles.write(dir.resolve("model"), 1);
            Files.delete(path.resolve(name));
            refused(path, Reason.MISSING, path.resolve(name), "missing");
            BundleSwap.delete(path);
        }
        refused(dir.resolve("nowhere"), Reason.MISSING, dir.resolve("nowhere"), "does not exist");
    }

    @Test
    void whatIsNotABundleOrOfAnotherKindIsForeign() throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        refused(empty, Reason.FOREIGN, empty.resolve("manifest.json"), "not a bundle");
        Files.writeString(empty.resolve("manifest.json"), "{\"name\":\"web app\"}");
        refused(empty, Reason.FOREIGN, empty.resolve("manifest.json"), "not a bundle");
        Path file = Files.writeString(dir.resolve("file"), "x");
        refused(file, Reason.FOREIGN, file, "is a file");
        Path path = Bundles.write(dir.resolve("model"), 1);
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> ModelBundle.open(path, "transformer"))
                .withMessageContaining("kind 'test-model', expected 'transformer'")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    void newerFormatsAreRefusedBothNumbersNamed() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Bundles.editManifest(path, "\"formatVersion\" : 1", "\"formatVersion\" : 2, \"novelty\" : true");
        refused(path, Reason.NEWER, path.resolve("manifest.json"), "format version 2 is newer than 1");
    }

    @Test
    void brokenManifestsAreMalformed() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Path file = path.resolve("manifest.json");
        String good = Files.readString(file);
        Bundles.writeManifest(path, good.replaceFirst("\\{", "{,"));
        refused(path, Reason.MALFORMED, file, "bad JSON");
        Bundles.writeManifest(path, good + "x");
        refused(path, Reason.MALFORMED, file, "");
        Bundles.writeManifest(path, good.replace("\"seed\"", "\"sead\""));
        refused(path, Reason.MALFORMED, file, "seed");
        Bundles.writeManifest(path, good.replace("\"formatVersion\" : 1", "\"formatVersion\" : 0"));
        refused(path, Reason.MALFORMED, file, "formatVersion");
        Bundles.writeManifest(path, good.replace("\"kind\" : \"" + Bundles.KIND + "\"", "\"kind\" : null"));
        refused(path, Reason.MALFORMED, file, "kind");
        Bundles.writeManifest(path, good.replace("\"kind\"", "\"kind\" : \"a\", \"kind\""));
        refused(path, Reason.MALFORMED, file, "Duplicate");
    }

    @Test
    void pathsOutsideTheBundleAreRefused() throws IOException {
        for (String name :
                List.of("../secret", "ids/../../x.txt", "/etc/passwd", "ids/a/b.txt", "ids/..txt", "ids\\\\x.txt")) {
            Path path = Bundles.write(dir.resolve("model"), 1);
            Bundles.editManifest(path, "ids/tracks.txt", name);
            refused(path, Reason.MALFORMED, path.resolve("manifest.json"), "files: path");
            BundleSwap.delete(path);
        }
        try (BundleWriter out = ModelBundle.writer(dir.resolve("w"), "k")) {
            for (String name : List.of("", "..", "../x", "a/b", "a.b", "a b", "-a")) {
                assertThatIllegalArgumentException().as(name).isThrownBy(() -> out.ids(name, List.of("x")));
            }
        }
    }

    @Test
    void weightsThatAreNotFiniteAreFoundOnRequest() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            Path path = Bundles.write(dir.resolve("model"), bad);
            try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND)) {
                assertThatExceptionOfType(BundleException.class)
                        .isThrownBy(bundle::requireFinite)
                        .withMessageContaining("tensor 'in', element 0 is " + bad)
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE));
            }
        }
    }

    @Test
    void brokenIdListsAreMalformedWithTheLine() throws IOException {
        Path path = Bundles.write(dir.resolve("model"), 1);
        Bundles.replaceFile(path, "ids/tracks.txt", "a\nb\\x\n".getBytes(StandardCharsets.UTF_8));
        idsRefused(path, "line 2: 'b\\x' has an unknown escape");
        Bundles.replaceFile(path, "ids/tracks.txt", new byte[] {'a', '\n', (byte) 0xff, '\n'});
        idsRefused(path, "line 2 is not UTF-8");
        Bundles.replaceFile(path, "ids/tracks.txt", "a\nb".getBytes(StandardCharsets.UTF_8));
        idsRefused(path, "1 complete lines and 1 bytes");
        try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND)) {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> bundle.ids("albums"))
                    .withMessageContaining("not in the manifest");
        }
    }

    @Test
    void theMapsOfAProvenanceCannotBeChanged() {
        Provenance provenance = Bundles.PROVENANCE;
        assertThat(provenance.counts()).isUnmodifiable();
        assertThat(provenance.libraryVersions()).isUnmodifiable();
        assertThat(provenance.metrics()).isUnmodifiable();
    }

    @Test
    void configurationsThatDoNotFitTheRecordAreRefused() throws IOException {
        for (String[] edit : new String[][] {
            {"\"rate\"", "\"tare\""},
            {"\"dim\" : 3,", ""},
            {"\"dim\" : 3", "\"dim\" : 0"},
            {"\"dim\" : 3", "\"dim\" : null"}
        }) {
            Path path = Bundles.write(dir.resolve("model"), 1);
            Bundles.editManifest(path, edit[0], edit[1]);
            try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND)) {
                assertThatExceptionOfType(BundleException.class)
                        .as(edit[1])
                        .isThrownBy(() -> bundle.configuration(Bundles.Config.class))
                        .withMessageContaining("configuration: ");
            }
        }
    }

    @Test
    void namesGivenTwiceAndMissingProvenanceAreRefused() throws IOException {
        try (BundleWriter out = ModelBundle.writer(dir.resolve("m"), "k")) {
            assertThatIllegalStateException().isThrownBy(out::commit).withMessageContaining("provenance");
            out.tensor("t", new float[1], 1).ids("x", List.of());
            assertThatIllegalArgumentException().isThrownBy(() -> out.tensor("t", new int[1], 1));
            assertThatIllegalArgumentException().isThrownBy(() -> out.ids("x", List.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> out.configuration(3));
        }
    }

    private static void refused(Path bundle, Reason reason, Path file, String message) {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> ModelBundle.open(bundle, Bundles.KIND))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.file()).isEqualTo(file));
    }

    private static void idsRefused(Path path, String message) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(path, Bundles.KIND)) {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> bundle.ids("tracks"))
                    .withMessageContaining(message)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
    }
}
