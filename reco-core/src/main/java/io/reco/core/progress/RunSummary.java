package io.reco.core.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.internal.FreshPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run was and how it went. All maps keep the order of their entries.
 *
 * @param name what was run
 * @param started when it began
 * @param stages time taken by each stage
 * @param settings settings by name, as text
 * @param counts sizes by name
 * @param metrics measured numbers by name; NaN and infinities become null in JSON
 * @param environment versions, kernels, memory and the like
 */
public record RunSummary(
        String name,
        Instant started,
        Map<String, Duration> stages,
        Map<String, String> settings,
        Map<String, Long> counts,
        Map<String, Double> metrics,
        Map<String, String> environment) {

    /** Copies the maps. */
    public RunSummary {
        stages = copy(stages);
        settings = copy(settings);
        counts = copy(counts);
        metrics = copy(metrics);
        environment = copy(environment);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Returns the summary as JSON: {@code started} in ISO 8601, stages as {@code stageSeconds}. */
    public String toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", name);
        root.put("started", started.toString());
        ObjectNode stageSeconds = root.putObject("stageSeconds");
        stages.forEach((stage, time) -> stageSeconds.put(stage, time.toNanos() / 1e9));
        ObjectNode settingsNode = root.putObject("settings");
        settings.forEach(settingsNode::put);
        ObjectNode countsNode = root.putObject("counts");
        counts.forEach(countsNode::put);
        ObjectNode metricsNode = root.putObject("metrics");
        metrics.forEach((metric, value) -> {
            if (Double.isFinite(value)) {
                metricsNode.put(metric, value);
            } else {
                metricsNode.putNull(metric);
            }
        });
        ObjectNode environmentNode = root.putObject("environment");
        environment.forEach(environmentNode::put);
        return root.toPrettyString() + "\n";
    }

    /** Writes the JSON; a file of that name is replaced in one step. */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = FreshPaths.file(target.resolveSibling("." + target.getFileName() + ".tmp-"));
        try {
            Files.writeString(temporary, toJson());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
