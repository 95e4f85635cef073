package io.reco.rerank.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurfaceWriterTest {
    private static final SurfaceReader READER = SurfaceReader.withoutResources();

    @Test
    void everyRuleComesBackFromYamlAndJson() {
        for (String rule : ExampleRules.CANONICAL) {
            SurfaceConfig surface = READER.read(ExampleRules.fileOf(rule), "test.yaml");
            assertThat(READER.read(SurfaceWriter.yaml(surface), "test.yaml"))
                    .as(rule)
                    .isEqualTo(surface);
            assertThat(READER.read(SurfaceWriter.json(surface), "test.json"))
                    .as(rule)
                    .isEqualTo(surface);
        }
    }

    @Test
    void canonicalFilesAreWrittenAsTheyWereRead() {
        for (String rule : ExampleRules.CANONICAL) {
            String canonical = ExampleRules.fileOf(rule);
            if (canonical.lines().anyMatch(line -> line.length() > 100)) {
                canonical = SurfaceWriter.yaml(READER.read(canonical, "test.yaml"));
                assertThat(canonical.lines()).allMatch(line -> line.length() <= 100);
            }
            assertThat(SurfaceWriter.yaml(READER.read(canonical, "test.yaml"))).isEqualTo(canonical);
            String json = SurfaceWriter.json(READER.read(canonical, "test.yaml"));
            assertThat(SurfaceWriter.json(READER.read(json, "test.json"))).isEqualTo(json);
        }
    }

    @Test
    void theCanonicalFormOfAWholeFile() {
        assertThat(SurfaceWriter.yaml(READER.read(SurfaceReaderTest.GOOD, "home.yaml")))
                .isEqualTo("""
                        surface: home
                        k: 20
                        depth: 300
                        max-depth: 5000
                        strict-depth: 600
                        trace: true
                        sources:
                          - {name: item2vec, weight: 2}
                          - {name: popular, depth: 50}
                        fusion: {reciprocal-rank: {k: 40}}
                        rules:
                          - playable
                          - already-recommended: {window: 7d}
                          - popularity: {b: 0.02}
                          - quota: {group: new-releases, at-least: 2}
                          - pins:
                              pins:
                                - {track: t1, slot: 0, from: 2026-12-01T00:00:00Z, until: 2026-12-24T12:00:00Z}
                                - {track: t2, slot: 4}
                          - calibration: {lambda: 0.5, aspects: {genres: {prior: 5, half-life: 30d}}}
                          - artist-cap: {max: 2}
                          - never-empty: {minimum: 5, set-aside: [artist-cap]}
                        """);
    }

    @Test
    void jsonIsJson() throws IOException {
        Map<?, ?> parsed = new ObjectMapper()
                .readValue(SurfaceWriter.json(READER.read(SurfaceReaderTest.GOOD, "home.yaml")), Map.class);
        assertThat(parsed.get("k")).isEqualTo(20);
        assertThat((List<?>) parsed.get("rules")).hasSize(8).element(0).isEqualTo("playable");
    }

    @Test
    void idsOfAnyUnicodeComeBack() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder id = new StringBuilder();
            for (int c = random.nextInt(6); c >= 0; c--) {
                int range = List.of(0x80, 0x800, 0x10000, 0x110000).get(random.nextInt(4));
                id.appendCodePoint(random.nextInt(range));
            }
            String text = id.toString();
            SurfaceConfig surface = SurfaceConfig.of(text, 1, SourceConfig.of(text))
                    .withRule("quota", Map.of("group", Map.of("tags", Map.of("ids", List.of(text))), "at-least", 1));
            assertThat(READER.read(SurfaceWriter.yaml(surface), "a"))
                    .as("seed 7, round %d", round)
                    .isEqualTo(surface);
            assertThat(READER.read(SurfaceWriter.json(surface), "a"))
                    .as("seed 7, round %d", round)
                    .isEqualTo(surface);
        }
        for (String text :
                List.of("true", "null", "No", "~", "1", "1e3", "-", "7d", "a: b", "#", "{a}", "x ", "2026-01-01")) {
            SurfaceConfig surface = SurfaceConfig.of(text, 1, SourceConfig.of("a"));
            assertThat(READER.read(SurfaceWriter.yaml(surface), "a").name()).isEqualTo(text);
        }
    }

    @Test
    void theNameOfTheFileTellsTheFormat(@TempDir Path directory) throws IOException {
        SurfaceConfig surface = SurfaceConfig.of("home", 1, SourceConfig.of("a"));
        SurfaceWriter.write(surface, directory.resolve("home.JSON"));
        SurfaceWriter.write(surface, directory.resolve("home.yaml"));
        assertThat(Files.readString(directory.resolve("home.JSON"))).startsWith("{");
        assertThat(Files.readString(directory.resolve("home.yaml"))).startsWith("surface: home\n");
        assertThat(READER.read(directory.resolve("home.JSON"))).isEqualTo(surface);
    }

    @Test
    void aFileIsReplacedAndNotWrittenOver(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("home.yaml");
        SurfaceWriter.write(SurfaceConfig.of("home", 1, SourceConfig.of("a")), file);
        Path reading = Files.createLink(directory.resolve("reading"), file);
        SurfaceConfig other = SurfaceConfig.of("home", 2, SourceConfig.of("b"));
        SurfaceWriter.write(other, file);
        assertThat(READER.read(file)).isEqualTo(other);
        assertThat(READER.read(reading).k())
                .as("who has the old file open goes on reading the old file")
                .isEqualTo(1);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file, reading);
        }
    }
}
