package io.reco.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {

    @Test
    void theJsonHoldsEverythingInOrder(@TempDir Path dir) throws IOException {
        Map<String, Duration> stages = new LinkedHashMap<>();
        stages.put("read", Duration.ofMillis(1500));
        stages.put("fit", Duration.ofSeconds(2));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ndcg@10", 0.25);
        metrics.put("undefined", Double.NaN);
        RunSummary summary = new RunSummary(
                "quickstart",
                Instant.parse("2026-01-02T03:04:05Z"),
                stages,
                Map.of("dim", "64"),
                Map.of("events", 12L),
                metrics,
                Map.of("jdk", "17 \"x\""));
        Path file = dir.resolve("run.json");
        Files.writeString(file, "old");
        summary.write(file);
        assertThat(Files.readString(file)).isEqualToNormalizingNewlines("""
                {
                  "name" : "quickstart",
                  "started" : "2026-01-02T03:04:05Z",
                  "stageSeconds" : {
                    "read" : 1.5,
                    "fit" : 2.0
                  },
                  "settings" : {
                    "dim" : "64"
                  },
                  "counts" : {
                    "events" : 12
                  },
                  "metrics" : {
                    "ndcg@10" : 0.25,
                    "undefined" : null
                  },
                  "environment" : {
                    "jdk" : "17 \\"x\\""
                  }
                }
                """);
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theFileHasThePermissionsOfAnyOtherNewFile(@TempDir Path dir) throws IOException {
        assumeThat(Files.getFileStore(dir).supportsFileAttributeView("posix")).isTrue();
        Path plain = Files.createFile(dir.resolve("plain"));
        Path file = dir.resolve("run.json");
        new RunSummary("x", Instant.EPOCH, Map.of(), Map.of(), Map.of(), Map.of(), Map.of()).write(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }
}
