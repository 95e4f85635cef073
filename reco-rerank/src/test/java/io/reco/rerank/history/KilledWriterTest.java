package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of writing: nothing that was acknowledged is lost, and no list is there in part. */
class KilledWriterTest {
    /** After how many acknowledgements each process is killed. */
    private static final int[] ROUNDS = {1, 37, 90};

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostAndNoListIsThereInPart() throws Exception {
        Path file = directory.resolve("history");
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS.length; round++) {
            int first = 10_000 * round;
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HistoryWriter.class.getName(),
                            file.toString(),
                            String.valueOf(first))
                    .redirectError(directory.resolve("error-" + round).toFile())
                    .start();
            List<Integer> said = killAfter(writer, ROUNDS[round]);
            assertThat(said).as("acknowledged before the kill").hasSizeGreaterThanOrEqualTo(ROUNDS[round]);
            acknowledged.addAll(said);
            assertThereAndWhole(file, acknowledged);
        }
    }

    /** The numbers the process said until it was dead. */
    private static List<Integer> killAfter(Process writer, int lines) throws IOException, InterruptedException {
        List<Integer> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(Integer.valueOf(line));
                if (said.size() == lines) {
                    // Not of the process itself, which would close the stream with what was said already.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly();
            writer.waitFor();
        }
        return said;
    }

    private static void assertThereAndWhole(Path file, List<Integer> acknowledged) {
        try (EmbeddedRecommendationHistory history =
                EmbeddedRecommendationHistory.open(file, RecommendationHistoryContract.LONG)) {
            Map<String, List<Impression>> byRequest = new HashMap<>();
            for (Impression impression : history.recent("a", "home", 0, 1_000_000)) {
                byRequest
                        .computeIfAbsent(impression.requestId(), r -> new ArrayList<>())
                        .add(impression);
            }
            assertThat(byRequest.values())
                    .allSatisfy(list -> assertThat(list).as("slots of a list").hasSize(HistoryWriter.SLOTS));
            for (int r : acknowledged) {
                List<Impression> list = byRequest.getOrDefault("r" + r, List.of());
                assertThat(list).as("list r%d, which was acknowledged", r).hasSize(HistoryWriter.SLOTS);
                assertThat(list.stream().filter(Impression::seen))
                        .as("marks of list r%d, which were acknowledged", r)
                        .hasSize(2);
            }
        }
    }
}
